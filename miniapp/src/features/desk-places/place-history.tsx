import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { when } from '../../components/when';
import { now } from '../../platform/clock';
import { usePages } from '../../platform/use-pages';
import { readHistory } from './api';

const words = {
  created: '登记',
  edited: '修改',
  corrected: '改正',
  imported: '导入',
  retired: '停用',
  revived: '恢复',
} as const;

/** Who changed what, newest first. */
export function PlaceHistory({ id, version }: { id: string; version: number }) {
  const pages = usePages(`history ${id} ${version}`, async (cursor) => {
    const { items, next } = await readHistory(id, cursor);
    return { items: items.map((entry) => ({ ...entry, id: String(entry.version) })), next };
  });
  const { items, failure, loading, complete, more, reload } = pages;
  if (items.length === 0 && failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
  if (items.length === 0) {
    return loading ? <Skeleton rows={3} /> : <p className="desk-places__quiet">还没有变更。</p>;
  }
  return (
    <>
      <ol className="place-history">
        {items.map(({ id: key, at, by, how, why, changes }) => (
          <li key={key}>
            <p>
              <strong>{by}</strong> {when(now(), at)}
              {words[how]}
              {why ? `：${why}` : ''}
            </p>
            {changes.length > 0 ? (
              <ul>
                {changes.map(({ field, before, after }) => (
                  <li key={field}>
                    {field}：{before || '未填'} → {after || '未填'}
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
      </ol>
      {complete ? null : (
        <Button kind="plain" busy={loading} onPress={more}>
          更早的
        </Button>
      )}
    </>
  );
}
