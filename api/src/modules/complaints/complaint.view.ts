import { complaintReasons } from '@gongzhi/shared/complaints/reasons';
import type { ComplaintView, MyComplaint } from '@gongzhi/shared/complaints/schema';
import type { Actor } from '../../http/actor';
import { accountNames } from '../identity/accounts.queries';
import { casesComplainedOf } from '../issues/cases-complained-of';
import type { ComplaintRecord } from './complaint.model';

export const complaintTitle = ({ reason }: ComplaintRecord) => `投诉：${complaintReasons[reason]}`;

export function viewMyComplaint(complaint: ComplaintRecord): MyComplaint {
  const { issue, answer } = complaint;
  return {
    id: String(complaint._id),
    reason: complaint.reason,
    words: complaint.words,
    issue: issue && { id: String(issue.id), number: issue.number },
    state: complaint.state,
    answer: answer && { words: answer.words, at: answer.at.toISOString() },
    createdAt: complaint.createdAt.toISOString(),
  };
}

const GONE = '（已注销）';

/** For the bureau: with the names of people and what can be done about the case. */
export async function viewComplaints(
  complaints: readonly ComplaintRecord[],
  actor: Actor,
): Promise<ComplaintView[]> {
  const names = await accountNames(
    complaints.flatMap(({ accountId, answer }) => [
      String(accountId),
      ...(answer ? [String(answer.accountId)] : []),
    ]),
  );
  const cases = await casesComplainedOf(
    actor,
    complaints.flatMap(({ issue }) => (issue ? [String(issue.id)] : [])),
  );
  return complaints.map((complaint) => {
    const { answer, ...mine } = viewMyComplaint(complaint);
    const about = mine.issue ? cases.get(mine.issue.id) : undefined;
    return {
      ...mine,
      by: names.get(String(complaint.accountId)) ?? GONE,
      answer: answer && { ...answer, by: names.get(String(complaint.answer?.accountId)) ?? GONE },
      issue: mine.issue && about ? { ...mine.issue, ...about } : null,
    };
  });
}
