import { z } from 'zod';
import { id, instant, pageOf } from '../fields';
import { issueKinds } from '../issues/schema';
import { issueStates } from '../issues/states';

/** "What changed for me": one entry for each event somebody should hear of, of a case or of a complaint of theirs. */
export const inboxItem = z.object({
  id: z.string(),
  about: z.enum(['case', 'complaint']),
  /** Of a case only. */
  issueId: id.nullable(),
  issueNumber: z.string().nullable(),
  title: z.string(),
  /** One plain sentence: 已派给环卫所，周三 18:00 前处理. */
  text: z.string(),
  /** Of a case only. */
  kind: z.enum(issueKinds).nullable(),
  state: z.enum(issueStates).nullable(),
  at: instant,
  read: z.boolean(),
});
export type InboxItem = z.infer<typeof inboxItem>;
export const inboxPage = pageOf(inboxItem);
