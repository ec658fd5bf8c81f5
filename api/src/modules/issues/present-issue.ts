import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import type { Actor } from '../../http/actor';
import { clock } from '../../platform/clock';
import { abilitiesOf } from './decision-context';
import type { IssueRecord } from './issue.model';
import { contactSight } from './issue.policy';
import { viewDetail } from './issue.view';
import { readerFor } from './issue-readers';
import { reporterFor } from './reporter-contact';

/** A case as this reader may see it, with what the reader may do. */
export async function presentIssue(issue: IssueRecord, actor: Actor | null): Promise<IssueDetail> {
  const now = clock.now();
  const reader = await readerFor(actor, [issue], now);
  const relations = reader.relationsTo(issue);
  return viewDetail(issue, reader, {
    reporter: await reporterFor(issue, contactSight(relations, issue)),
    abilities: await abilitiesOf(actor, relations, issue, now),
  });
}
