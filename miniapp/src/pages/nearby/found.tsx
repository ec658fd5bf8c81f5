import { Empty } from '../../components/notice';
import { listIssues } from '../../features/issues/api';
import { IssueList } from '../../features/issues/issue-list';
import { go } from '../../platform/navigate';
import { usePages } from '../../platform/use-pages';
import type { NearbyFilter } from './filter';

/** Cases of the whole district that fit the words. */
export function Found({ filter, q }: { filter: NearbyFilter; q: string }) {
  const pages = usePages(JSON.stringify([filter, q]), (cursor) =>
    listIssues({ view: 'public', ...filter, q, ...(cursor ? { cursor } : {}), limit: 20 }),
  );
  return (
    <IssueList
      pages={pages}
      empty={
        <Empty
          icon="search"
          title="没有找到这样的案件"
          action={{ label: '我来上报', onPress: () => go('report') }}
        >
          换个说法，或者换一种、换个状态看看；看到问题也可以自己上报。
        </Empty>
      }
    />
  );
}
