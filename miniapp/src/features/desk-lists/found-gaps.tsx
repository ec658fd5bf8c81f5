import { Empty, ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { when } from '../../components/when';
import { now } from '../../platform/clock';
import { useRemote } from '../../platform/use-remote';
import { listGaps } from './api';

/** Cases that found nobody in the list, by matter and area: what the next version should settle. */
export function FoundGaps() {
  const { data, failure, reload } = useRemote('found-gaps', listGaps);
  if (failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
  if (!data) return <Skeleton rows={4} />;
  if (data.items.length === 0) {
    return (
      <Empty icon="solved" title="没有缺口">
        有案件在责任清单里找不到责任单位时，会记在这里。
      </Empty>
    );
  }
  return (
    <table className="lists__table">
      <thead>
        <tr>
          <th>事项</th>
          <th>区域</th>
          <th>案件数</th>
          <th>最近一次</th>
          <th>清单</th>
        </tr>
      </thead>
      <tbody>
        {data.items.map((gap) => (
          <tr key={`${gap.version}-${gap.matterCode}-${gap.area}`}>
            <td>{gap.matter}</td>
            <td>{gap.area || '全区'}</td>
            <td className="tabular">{gap.cases}</td>
            <td className="tabular">{when(now(), gap.lastAt)}</td>
            <td>{`第 ${gap.version} 版`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
