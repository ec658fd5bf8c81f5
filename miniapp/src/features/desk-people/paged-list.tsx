import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { Empty, ErrorPanel, NoPermission } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import type { Pages } from '../../platform/use-pages';

interface PagedListProps<T> {
  pages: Pages<T>;
  empty: string;
  children: (items: T[]) => ReactNode;
}

/** A list with all it can be: on its way, empty, failed, not for this person, longer. */
export function PagedList<T>({ pages, empty, children }: PagedListProps<T>) {
  const { items, failure, loading, complete, more, reload } = pages;
  if (items.length === 0) {
    if (failure?.code === 'FORBIDDEN') return <NoPermission />;
    if (failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
    return loading ? <Skeleton rows={5} /> : <Empty icon="people" title={empty} />;
  }
  return (
    <>
      {children(items)}
      {failure ? <ErrorPanel message={failure.message} onRetry={more} /> : null}
      {complete ? null : (
        <Button kind="plain" wide busy={loading} onPress={more}>
          再看一些
        </Button>
      )}
    </>
  );
}
