import { moveSentence } from '@gongzhi/shared/issues/boundary-moves';
import { Button } from '../../components/button';
import { Empty, ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { when } from '../../components/when';
import { now } from '../../platform/clock';
import { usePages } from '../../platform/use-pages';
import { listMoves } from './api';

const levels = { town: '街镇', community: '社区（村）', cell: '网格', cleaning_area: '保洁区' } as const;

/** What changes of boundaries did to open cases. */
export function BoundaryMovesList() {
  const pages = usePages('boundary-moves', async (cursor) => {
    const { items, next } = await listMoves(cursor);
    return { items: items.map((report) => ({ ...report, id: String(report.version) })), next };
  });
  const { items, failure, loading, complete, more, reload } = pages;
  if (items.length === 0 && failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
  if (items.length === 0) {
    return loading ? (
      <Skeleton rows={3} />
    ) : (
      <Empty icon="map" title="边界还没有变动过">
        改了区域的边界，在办案件会重新归属，这里说明改了哪些；已办结的不变。
      </Empty>
    );
  }
  return (
    <>
      <ol className="place-history">
        {items.map(({ id, at, cases, moves }) => (
          <li key={id}>
            <p>
              <strong>{when(now(), at)}</strong>，{cases} 件在办案件改了归属
            </p>
            <ul>
              {moves.map((move) => (
                <li key={`${move.level} ${move.from?.id} ${move.to?.id}`}>
                  {levels[move.level]}：{moveSentence(move)}
                </li>
              ))}
            </ul>
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
