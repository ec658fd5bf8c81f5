import type { BodyInputOf, QueryInputOf } from '@gongzhi/shared/contract';
import { issueContracts } from '@gongzhi/shared/issues/contract';
import type { CommandResult } from '@gongzhi/shared/issues/schema';
import { call } from '../../platform/request';

type Contracts = typeof issueContracts;
export type IssueQuery = QueryInputOf<Contracts['list']>;

export const listIssues = (query: IssueQuery) => call(issueContracts.list, { query });
export const nearbyIssues = (query: QueryInputOf<Contracts['nearby']>) =>
  call(issueContracts.nearby, { query });
export const similarIssues = (query: QueryInputOf<Contracts['similar']>) =>
  call(issueContracts.similar, { query });
export const readIssue = (id: string) => call(issueContracts.read, { params: { id } });
export const explainDue = (id: string) => call(issueContracts.explainDue, { params: { id } });
/** Sent as `as` or not at all: what waited on a device goes out as nobody else. */
export const reportIssue = (body: BodyInputOf<Contracts['report']>, as: string) =>
  call(issueContracts.report, { body, as });

/** Commands on one case. Each is `POST /issues/:id/<name>` and answers the case as it is now. */
export type CommandName =
  | 'join'
  | 'accept'
  | 'refuse'
  | 'correct'
  | 'file'
  | 'dispatch'
  | 'return'
  | 'recall'
  | 'handle'
  | 'pass'
  | 'fail'
  | 'close'
  | 'rate'
  | 'reopen'
  | 'withdraw'
  | 'cover'
  | 'uncover';
export type CommandBody<N extends CommandName> = BodyInputOf<Contracts[N]>;

export function commandIssue<N extends CommandName>(
  id: string,
  name: N,
  body: CommandBody<N>,
): Promise<CommandResult> {
  // All command contracts have one shape and differ in their body, which CommandBody ties to the name.
  const contract = issueContracts[name] as Contracts['join'];
  return call(contract, { params: { id }, body: body as BodyInputOf<Contracts['join']> });
}
