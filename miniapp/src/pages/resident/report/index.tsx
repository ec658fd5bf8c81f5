import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { drafts } from '../../../features/issues/drafts/draft-store';
import { UnfinishedQuestion } from '../../../features/issues/drafts/unfinished-question';
import { Screen } from '../../../features/shell/screen';
import { back } from '../../../platform/navigate';
import { useDeviceOwner, useSignedIn } from '../../../platform/session';
import './index.scss';
import { ReportForm } from './report-form';

/**
 * A new report, or one from the drafts (`?draft=`), or one meant for a chief
 * (`?to=`, the post). Who left one unfinished is asked which it shall be.
 */
export default function ReportPage() {
  const { draft: asked, to = null } = useRouter().params;
  const signedIn = useSignedIn();
  const owner = useDeviceOwner();
  const [unfinished] = drafts.useMine().filter(({ state }) => state === 'editing' || state === 'attention');
  const [left] = useState(asked ? undefined : unfinished);
  const [chosen, setChosen] = useState<string | null | undefined>(asked ?? (left ? undefined : null));
  if (!signedIn || owner === null || (left && chosen === undefined)) {
    return (
      <Screen title="上报问题" signIn="登录后上报，您能一路看到它后来怎样了。">
        {left ? (
          <UnfinishedQuestion
            draft={left}
            onContinue={() => setChosen(left.id)}
            onNew={() => setChosen(null)}
            onClose={back}
          />
        ) : null}
      </Screen>
    );
  }
  return <ReportForm key={chosen ?? 'new'} id={chosen ?? null} owner={owner} addressedTo={to} />;
}
