import { matterOf } from '@gongzhi/shared/standards/catalogue';
import type { Actor } from '../../http/actor';
import { clock } from '../../platform/clock';
import { abilitiesOf } from './decision-context';
import { IssueModel, type IssueRecord } from './issue.model';
import { titleOf } from './issue.view';
import { readerFor } from './issue-readers';

/** What who answers a complaint sees of the case in their list, and may do about what is public of it. */
export interface CaseComplainedOf {
  title: string;
  covered: boolean;
  canCover: boolean;
  canUncover: boolean;
}

/** By the id of the case; one that is gone is not in it. */
export async function casesComplainedOf(
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, CaseComplainedOf>> {
  if (ids.length === 0) return new Map();
  const issues = await IssueModel.find({ _id: { $in: [...new Set(ids)] } }).lean<IssueRecord[]>();
  const now = clock.now();
  const reader = await readerFor(actor, issues, now);
  const found = new Map<string, CaseComplainedOf>();
  for (const issue of issues) {
    const abilities = await abilitiesOf(actor, reader.relationsTo(issue), issue, now);
    const catalogue = reader.catalogueOf(issue);
    const matter = issue.matterCode ? matterOf(catalogue, issue.matterCode) : null;
    found.set(String(issue._id), {
      // The words complained of, covered or not: they are what is to be judged.
      title: titleOf(issue, issue.publication ? 'published' : 'outline', matter?.name),
      covered: issue.covered === true,
      canCover: abilities.includes('cover'),
      canUncover: abilities.includes('uncover'),
    });
  }
  return found;
}
