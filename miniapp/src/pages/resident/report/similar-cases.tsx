import type { LngLat } from '@gongzhi/shared/fields';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { FailureLine } from '../../../components/failure-line';
import { commandIssue, similarIssues } from '../../../features/issues/api';
import { IssueRow } from '../../../features/issues/issue-row';
import { newKey } from '../../../platform/command-key';
import { go } from '../../../platform/navigate';
import { tell } from '../../../platform/tell';
import { useAction } from '../../../platform/use-action';
import { useRemote } from '../../../platform/use-remote';

interface SimilarCasesProps {
  point: LngLat;
  groupCode: string | null;
  matterCode: string | null;
}

/** Open cases close by that may be the same: joining one is quicker than reporting it again. */
export function SimilarCases({ point: [lng, lat], groupCode, matterCode }: SimilarCasesProps) {
  const query = { lng, lat, ...(groupCode ? { groupCode } : {}), ...(matterCode ? { matterCode } : {}) };
  const { data } = useRemote(`similar-${JSON.stringify(query)}`, () => similarIssues(query));
  const [keys] = useState(() => new Map<string, string>());
  const join = useAction(async (id: string) => {
    const key = keys.get(id) ?? newKey();
    keys.set(id, key);
    await commandIssue(id, 'join', { key });
    tell('记下了，有进展会告诉您');
    go('case', { id });
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Card flush title="附近有人报过，是同一件吗？">
      <FailureLine message={join.failure?.message} />
      {data.items.slice(0, 3).map((issue) => (
        <View key={issue.id}>
          <IssueRow issue={issue} onPress={() => go('case', { id: issue.id })} />
          {issue.mine ? null : (
            <View className="report__join">
              <Button kind="plain" icon="people" busy={join.busy} onPress={() => void join.run(issue.id)}>
                就是这件，我也遇到了
              </Button>
            </View>
          )}
        </View>
      ))}
    </Card>
  );
}
