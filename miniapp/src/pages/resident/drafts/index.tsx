import { useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Confirm } from '../../../components/confirm';
import { ListRow } from '../../../components/list-row';
import { Empty } from '../../../components/notice';
import { when } from '../../../components/when';
import { DraftCard } from '../../../features/issues/drafts/draft-card';
import { dropPictures } from '../../../features/issues/drafts/draft-pictures';
import { drafts, happen } from '../../../features/issues/drafts/draft-store';
import { waitingNote } from '../../../features/issues/drafts/draft-words';
import { useUnsentCount } from '../../../features/issues/drafts/drafts-row';
import type { ReportDraft } from '../../../features/issues/drafts/report-draft';
import { submitReport } from '../../../features/issues/drafts/sending';
import { sentReports } from '../../../features/issues/drafts/sent-reports';
import { Screen } from '../../../features/shell/screen';
import { go } from '../../../platform/navigate';
import { useDeviceOwner, useSignedIn } from '../../../platform/session';
import { tell } from '../../../platform/tell';
import { useAction } from '../../../platform/use-action';
import { CommandDrafts } from './command-drafts';

const order = { attention: 0, sending: 1, waiting: 2, editing: 3 } as const;

/** What lies on this device unsent, and what has lately been sent from here by itself. */
export default function DraftsPage() {
  const owner = useDeviceOwner();
  const signedIn = useSignedIn();
  const mine = [...drafts.useMine()].sort((a, b) => order[a.state] - order[b.state]);
  const total = useUnsentCount() + sentReports.useMine().length;
  const [dropping, setDropping] = useState<ReportDraft | null>(null);
  const send = useAction(async (draft: ReportDraft) => {
    const outcome = await submitReport(draft.id);
    if (outcome.kind !== 'waiting') return;
    tell(waitingNote(draft, outcome.waitsFor), 2500);
  });
  const waits = mine.some(({ state }) => state === 'waiting');
  return (
    <Screen
      title="草稿箱"
      {...(owner === null ? { signIn: '登录后能看到您没有写完、没有发出的上报。' } : {})}
    >
      {!signedIn && waits ? (
        <Card title="登录后自动发送">
          <Button wide onPress={() => go('signIn')}>
            去登录
          </Button>
        </Card>
      ) : null}
      {mine.map((draft) => (
        <DraftCard
          key={draft.id}
          draft={draft}
          busy={send.busy}
          canSend={signedIn}
          onEdit={() => go('report', { draft: draft.id })}
          onSend={() => void send.run(draft)}
          onDrop={() => setDropping(draft)}
        />
      ))}
      <CommandDrafts />
      <SentLately />
      {total === 0 ? (
        <Empty title="没有草稿" action={{ label: '上报一个问题', onPress: () => go('report') }}>
          写到一半的，和没有网络时等着发送的，会存在这里。
        </Empty>
      ) : null}
      {dropping ? (
        <Confirm
          title="删除这件草稿？"
          yes="删除"
          danger
          onYes={() => {
            if (happen(dropping.id, 'drop')) void dropPictures(dropping.pictures);
            setDropping(null);
          }}
          onClose={() => setDropping(null)}
        >
          {dropping.sending.tried
            ? '它试着发过，可能已经送到；送到的话在“我的案件”里看得到。这里的文字和照片删了就找不回来。'
            : '文字和照片删了就找不回来。'}
        </Confirm>
      ) : null}
    </Screen>
  );
}

function SentLately() {
  const sent = sentReports.useMine();
  if (sent.length === 0) return null;
  return (
    <Card
      flush
      title="刚发出的"
      aside={
        <Button kind="quiet" onPress={() => sent.map(({ id }) => sentReports.remove(id))}>
          知道了
        </Button>
      }
    >
      {sent.map(({ id, issueId, number, title, changedAt }) => (
        <ListRow
          key={id}
          icon="solved"
          title={title}
          note={`${when(new Date(), new Date(changedAt).toISOString())}发出，案件 ${number}`}
          onPress={() => {
            sentReports.remove(id);
            go('case', { id: issueId });
          }}
        />
      ))}
    </Card>
  );
}
