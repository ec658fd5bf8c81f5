import { matterOf } from '@gongzhi/shared/standards/catalogue';
import type { IssueRecord } from './issue.model';
import { isPublished } from './issue.policy';
import { issueTokens } from './issue-tokens';
import { catalogueOf } from './standards-of-issue';

type Indexed = Pick<
  IssueRecord,
  'text' | 'address' | 'matterCode' | 'groupCode' | 'catalogueVersion' | 'publication' | 'covered'
>;

/** The search tokens of a case: all there is for those who work on it, what is published for everybody. */
export async function tokensFor(issue: Indexed): Promise<Pick<IssueRecord, 'tokens' | 'publicTokens'>> {
  const catalogue = await catalogueOf(issue);
  const matter = issue.matterCode ? matterOf(catalogue, issue.matterCode)?.name : null;
  const group = catalogue.groups.find(({ code }) => code === issue.groupCode)?.name;
  const shown = isPublished(issue) ? [matter, group, issue.address, issue.publication?.text] : [group];
  return {
    tokens: issueTokens([matter, group, issue.address, issue.text]),
    publicTokens: issueTokens(shown),
  };
}

/** A change together with the tokens that follow from it. */
export async function withTokens(
  issue: Indexed,
  change: Partial<IssueRecord>,
): Promise<Partial<IssueRecord>> {
  return { ...change, ...(await tokensFor({ ...issue, ...change })) };
}
