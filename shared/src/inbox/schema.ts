import { z } from 'zod';
import { id, instant, pageOf } from '../fields';
import { issueStates } from '../issues/states';

/** "What changed in my cases": one entry for each event somebody should hear of. */
export const inboxItem = z.object({
  id: z.string(),
  issueId: id,
  issueNumber: z.string(),
  title: z.string(),
  /** One plain sentence: 已派给环卫所，周三 18:00 前处理. */
  text: z.string(),
  state: z.enum(issueStates),
  at: instant,
  read: z.boolean(),
});
export type InboxItem = z.infer<typeof inboxItem>;
export const inboxPage = pageOf(inboxItem);
