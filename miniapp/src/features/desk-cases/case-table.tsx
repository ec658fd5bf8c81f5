import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { issueStates, stateFacts } from '@gongzhi/shared/issues/states';
import { localDay } from '@gongzhi/shared/time';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button';
import { FailureLine } from '../../components/failure-line';
import { Empty, ErrorPanel, NoPermission } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { StateTag } from '../../components/state-tag';
import { when } from '../../components/when';
import { now } from '../../platform/clock';
import { useAction } from '../../platform/use-action';
import { exportCases } from './api';
import './case-table.scss';
import { saveFile } from '../../platform/save-file';
import { FilterBar } from './filter-bar';
import { type CaseFilters, filtersFrom, listQuery, noFilters, searchFrom } from './filters';
import { useQueue } from './use-queue';
import { timeLeft } from './words';

const usual: CaseFilters = { ...noFilters, view: 'scope', order: 'newest' };

interface CaseTableProps {
  caseHref: (id: string) => string;
  sheetHref: (id: string) => string;
}

/** All cases one may see, filtered, page by page, and the same list as a CSV file. */
export function CaseTable({ caseHref, sheetHref }: CaseTableProps) {
  const [filters, setFilters] = useState(() => ({
    ...filtersFrom(location.search, usual),
    view: usual.view,
  }));
  const { state, more, reload } = useQueue(filters);
  const download = useAction(async () => {
    const csv = await exportCases(listQuery(filters));
    saveFile(`案件-${localDay(now())}.csv`, 'text/csv;charset=utf-8', csv);
  });
  useEffect(() => {
    const search = searchFrom(filters, usual);
    history.replaceState(history.state, '', `${location.pathname}${search ? `?${search}` : ''}`);
  }, [filters]);

  const { items, next, status, failure } = state;
  const none = items.length === 0;
  if (none && failure?.code === 'FORBIDDEN') return <NoPermission />;
  return (
    <div className="case-table-page">
      <div className="case-table-page__head">
        <h1>全部案件</h1>
        <Button
          kind="plain"
          busy={download.busy}
          disabled={none}
          name="download-csv"
          onPress={() => void download.run()}
        >
          下载 CSV
        </Button>
      </div>
      <FailureLine message={download.failure?.message} />
      <FilterBar
        wide
        units
        filters={filters}
        onChange={(change) => setFilters((old) => ({ ...old, ...change }))}
        onClear={() => setFilters({ ...usual, order: filters.order })}
        states={issueStates.filter((each) => each !== 'merged' && each !== 'transferred')}
      />
      {none && failure ? <ErrorPanel message={failure.message} onRetry={reload} /> : null}
      {none && status === 'loading' ? <Skeleton rows={8} /> : null}
      {none && status === 'ready' ? <Empty title="没有符合条件的案件">放宽一些条件再试试。</Empty> : null}
      {none ? null : (
        <>
          <table className="case-table">
            <caption className="visually-hidden">案件列表</caption>
            <thead>
              <tr>
                <th scope="col">编号</th>
                <th scope="col">案件</th>
                <th scope="col">类别</th>
                <th scope="col">状态</th>
                <th scope="col">期限</th>
                <th scope="col">单位</th>
                <th scope="col">上报</th>
                <th scope="col">
                  <span className="visually-hidden">打印</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((issue) => (
                <Row key={issue.id} issue={issue} href={caseHref(issue.id)} sheet={sheetHref(issue.id)} />
              ))}
            </tbody>
          </table>
          {failure ? <ErrorPanel message={failure.message} onRetry={more} /> : null}
          <div className="case-table-page__end">
            {next ? (
              <Button kind="plain" busy={status === 'loading'} onPress={more}>
                再看一些
              </Button>
            ) : (
              `共 ${items.length} 件`
            )}
          </div>
        </>
      )}
    </div>
  );
}

function Row({ issue, href, sheet }: { issue: IssueCard; href: string; sheet: string }) {
  const at = now();
  const left = timeLeft(issue, at);
  return (
    <tr>
      <td className="tabular">
        <a href={href}>{issue.number}</a>
      </td>
      <td className="case-table__what">
        <div>{issue.title}</div>
        <div className="case-table__where">{issue.address}</div>
      </td>
      <td>{issue.matter?.name ?? issue.group?.name ?? '未定'}</td>
      <td>
        <StateTag kind={issue.kind} state={issue.state} tone={stateFacts[issue.state].tone} />
      </td>
      <td className={`tabular case-table__due case-table__due--${left?.tone ?? 'none'}`} title={left?.until}>
        {left?.text ?? '—'}
      </td>
      <td className={issue.assignedTo ? '' : 'case-table__none'}>{issue.assignedTo?.name ?? '—'}</td>
      <td className="tabular">{when(at, issue.createdAt)}</td>
      <td>
        <a href={sheet} target="_blank" rel="noreferrer" aria-label={`打印案卷 ${issue.number}`}>
          案卷
        </a>
      </td>
    </tr>
  );
}
