import { complaintReasons } from '@gongzhi/shared/complaints/reasons';
import { myComplaints } from './complaints.queries';

/** Every complaint of somebody with its answer, latest first. */
export async function* copyOfComplaints(accountId: string): AsyncGenerator<Record<string, unknown>> {
  for (let cursor: string | undefined; ; ) {
    const page = await myComplaints(accountId, { cursor, limit: 50 });
    for (const { createdAt, reason, words, issue, answer } of page.items) {
      yield {
        时间: createdAt,
        原因: complaintReasons[reason],
        写的话: words,
        案件编号: issue?.number ?? null,
        答复: answer && { 时间: answer.at, 内容: answer.words },
      };
    }
    if (!page.next) return;
    cursor = page.next;
  }
}
