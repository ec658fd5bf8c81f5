import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { ErrorPanel, NoPermission } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { go } from '../../platform/navigate';
import type { Pages } from '../../platform/use-pages';
import { IssueRow } from './issue-row';

interface IssueListProps {
  pages: Pages<IssueCard>;
  /** Shown when there is nothing. */
  empty: ReactNode;
  work?: boolean;
}

/** Cases as rows, with all that a list can be: waiting, empty, failed, forbidden, longer. */
export function IssueList({ pages, empty, work }: IssueListProps) {
  const { items, failure, loading, complete, more, reload } = pages;
  if (items.length === 0) {
    if (failure?.code === 'FORBIDDEN') return <NoPermission />;
    if (failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
    if (loading) return <Skeleton rows={4} />;
    return <>{empty}</>;
  }
  return (
    <View>
      <Card flush>
        {items.map((issue) => (
          <IssueRow
            key={issue.id}
            issue={issue}
            onPress={() => go('case', { id: issue.id })}
            {...(work ? { work } : {})}
          />
        ))}
      </Card>
      {failure ? <ErrorPanel message={failure.message} onRetry={more} /> : null}
      {complete || failure ? null : (
        <Button kind="plain" wide busy={loading} onPress={more}>
          再看一些
        </Button>
      )}
    </View>
  );
}
