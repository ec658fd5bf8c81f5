import { z } from 'zod';
import { commandKey, id, instant, pageOf, someWords } from '../fields';
import { complaintReasonCodes, complaintStates } from './reasons';

export const complaintInput = z.object({
  key: commandKey,
  reason: z.enum(complaintReasonCodes, { error: '请选一个原因' }),
  words: someWords(1000),
  /** The case it is about; a complaint may be about none. */
  issueId: id.optional(),
});
export type ComplaintInput = z.infer<typeof complaintInput>;
export const answerInput = z.object({ words: someWords(1000) });

const subject = z.object({ id, number: z.string() });
const answer = z.object({ words: z.string(), at: instant });

/** A complaint as who made it sees it. */
export const myComplaint = z.object({
  id,
  reason: z.enum(complaintReasonCodes),
  words: z.string(),
  issue: subject.nullable(),
  state: z.enum(complaintStates),
  answer: answer.nullable(),
  createdAt: instant,
});
export type MyComplaint = z.infer<typeof myComplaint>;
export const myComplaintPage = pageOf(myComplaint);

/** The same as the bureau sees it: by whom, answered by whom, and what the public sees of the case now. */
export const complaintView = myComplaint.extend({
  by: z.string(),
  answer: answer.extend({ by: z.string() }).nullable(),
  issue: subject
    .extend({
      /** What the public reads as its title. */
      title: z.string(),
      covered: z.boolean(),
      canCover: z.boolean(),
      canUncover: z.boolean(),
    })
    .nullable(),
});
export type ComplaintView = z.infer<typeof complaintView>;
export const complaintPage = pageOf(complaintView);
