import type { QueryOf } from '@gongzhi/shared/contract';
import type { issueContracts } from '@gongzhi/shared/issues/contract';
import { stateLabel } from '@gongzhi/shared/issues/labels';
import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { isOpen } from '@gongzhi/shared/issues/states';
import { CHINA_OFFSET_MS } from '@gongzhi/shared/time';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { clock } from '../../platform/clock';
import { csvLines } from '../../platform/csv';
import { viewCard } from './issue.view';
import { readerFor } from './issue-readers';
import { findIssues } from './issues.queries';

const MOST_ROWS = 5000;

function localTime(instant: string | null | undefined): string {
  if (!instant) return '';
  return new Date(Date.parse(instant) + CHINA_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');
}

const columns: [heading: string, value: (card: IssueCard) => string | number][] = [
  ['案件编号', ({ number }) => number],
  ['状态', ({ state, kind }) => stateLabel(state, kind)],
  ['类别', ({ matter }) => matter?.name ?? ''],
  ['标题', ({ title }) => title],
  ['地址', ({ address }) => address],
  ['经度', ({ point }) => point?.[0] ?? ''],
  ['纬度', ({ point }) => point?.[1] ?? ''],
  ['处置单位', ({ assignedTo }) => assignedTo?.name ?? ''],
  ['期限', ({ due }) => localTime(due?.at)],
  ['是否超时', (card) => (isLate(card) ? '是' : '否')],
  ['返工次数', ({ rework }) => rework],
  ['也遇到了', ({ joinCount }) => joinCount],
  ['上报时间', ({ createdAt }) => localTime(createdAt)],
  ['更新时间', ({ updatedAt }) => localTime(updatedAt)],
];

function isLate({ state, due }: IssueCard): boolean {
  return isOpen(state) && due !== null && Date.parse(due.at) < clock.now().getTime();
}

/** A list as CSV for a spreadsheet: UTF-8 with its mark, lines ended as Windows likes them. Staff only. */
export async function exportIssues(
  actor: Actor,
  query: QueryOf<typeof issueContracts.export>,
): Promise<string> {
  if (actor.posts.length === 0) throw new AppError('FORBIDDEN', { detail: 'export without a post' });
  const { issues, next } = await findIssues(actor, query, MOST_ROWS, null);
  if (next) throw new AppError('TOO_MANY_RESULTS', { detail: `more than ${MOST_ROWS} rows` });
  const reader = await readerFor(actor, issues, clock.now());
  const rows = issues.map((issue) => {
    const card = viewCard(issue, reader);
    return columns.map(([, value]) => value(card));
  });
  return csvLines([columns.map(([heading]) => heading), ...rows]);
}
