import { useState } from 'react';
import { Card } from '../../../components/card';
import { Chips } from '../../../components/chips';
import { Empty } from '../../../components/notice';
import { listIssues } from '../../../features/issues/api';
import { DraftsRow, useUnsentCount } from '../../../features/issues/drafts/drafts-row';
import { IssueList } from '../../../features/issues/issue-list';
import { Screen } from '../../../features/shell/screen';
import { go } from '../../../platform/navigate';
import { useSignedIn } from '../../../platform/session';
import { usePages } from '../../../platform/use-pages';

const groups = [
  { value: 'all', label: '全部' },
  { value: 'open', label: '办理中' },
  { value: 'closed', label: '已结案' },
  { value: 'ended', label: '已终止' },
] as const;
type Group = (typeof groups)[number]['value'];

export default function MinePage() {
  const signedIn = useSignedIn();
  const unsent = useUnsentCount();
  const [group, setGroup] = useState<Group>('all');
  const pages = usePages(signedIn ? `mine-${group}` : null, (cursor) =>
    listIssues({
      view: 'mine',
      ...(group === 'all' ? {} : { group }),
      ...(cursor ? { cursor } : {}),
      limit: 20,
    }),
  );
  return (
    <Screen title="我的案件" signIn="登录后能看到您上报和“也遇到了”的案件。">
      {unsent > 0 ? (
        <Card flush>
          <DraftsRow />
        </Card>
      ) : null}
      <Chips label="办到哪里" chips={groups} value={group} onChange={setGroup} />
      <IssueList
        pages={pages}
        empty={
          <Empty title="这里还没有案件" action={{ label: '上报一个问题', onPress: () => go('report') }}>
            看到路上的问题，拍一张照片就可以上报。
          </Empty>
        }
      />
    </Screen>
  );
}
