import type { ResponsibilityRow } from '@gongzhi/shared/lists/schema';
import { describeLimit } from '@gongzhi/shared/standards/labels';
import { type Responsible, responsibleFor, rowWords } from '../lists/responsible-units';
import type { IssueRecord } from './issue.model';
import { catalogueOf } from './standards-of-issue';

type Classed = Pick<
  IssueRecord,
  'kind' | 'matterCode' | 'conditionCode' | 'placeIds' | 'listVersion' | 'catalogueVersion'
>;

/** Who answers for a case by the list it was filed under; by the one in force when it was filed under none. */
export function responsibleForIssue(issue: Classed, now: Date): Promise<Responsible> {
  return responsibleFor(
    {
      matterCode: issue.matterCode,
      conditionCode: issue.conditionCode,
      placeIds: issue.placeIds.map(String),
      version: issue.listVersion,
    },
    now,
  );
}

/** 「责任清单第 2 版：道路破损（东城街道）」 */
export async function listReason(
  issue: Classed,
  version: number | null,
  row: ResponsibilityRow,
): Promise<string> {
  // An answer to a suggestion has a limit of its own.
  const limit = row.limit && issue.kind === 'problem' ? `，时限 ${describeLimit(row.limit)}` : '';
  return `责任清单第 ${version} 版：${rowWords(row, await catalogueOf(issue))}${limit}`;
}
