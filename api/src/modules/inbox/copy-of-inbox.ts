import { listInbox } from './inbox.queries';

/** Every message somebody was sent, latest first. */
export async function* copyOfInbox(accountId: string, now: Date): AsyncGenerator<Record<string, unknown>> {
  for (let cursor: string | undefined; ; ) {
    const page = await listInbox(accountId, { cursor, limit: 200 }, now);
    for (const { at, title, text, issueNumber, read } of page.items) {
      yield { 时间: at, 标题: title, 内容: text, 案件编号: issueNumber, 读过: read };
    }
    if (!page.next) return;
    cursor = page.next;
  }
}
