import type { ComplaintView } from '@gongzhi/shared/complaints/schema';
import mongoose from 'mongoose';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { deliverToInbox } from '../inbox/deliver-to-inbox';
import { ComplaintModel, type ComplaintRecord } from './complaint.model';
import { canAnswerComplaints } from './complaint.policy';
import { complaintTitle, viewComplaints } from './complaint.view';

/** The bureau answers, once. The worker tells who complained. */
export async function answerComplaint(
  actor: Actor,
  complaintId: string,
  { words }: { words: string },
  now: Date,
): Promise<ComplaintView> {
  if (!canAnswerComplaints(actor)) throw new AppError('FORBIDDEN', { detail: 'answers no complaints' });
  const answered = await ComplaintModel.findOneAndUpdate(
    { _id: complaintId, state: 'open' },
    {
      $set: {
        state: 'answered',
        answer: { words, at: now, accountId: new mongoose.Types.ObjectId(actor.accountId) },
        outboxDue: now,
      },
    },
    { returnDocument: 'after' },
  ).lean<ComplaintRecord>();
  if (!answered) {
    const known = await ComplaintModel.exists({ _id: complaintId });
    throw new AppError(known ? 'CONFLICT' : 'NOT_FOUND', { detail: `complaint ${complaintId}` });
  }
  const [view] = await viewComplaints([answered], actor);
  return view as ComplaintView;
}

const MOST_A_ROUND = 100;

/** Puts answers into the inboxes of who complained. Done again after a crash it tells nobody twice. */
export async function tellAnswers(now: Date): Promise<number> {
  const due = await ComplaintModel.find({ outboxDue: { $lte: now } })
    .sort({ outboxDue: 1 })
    .limit(MOST_A_ROUND)
    .lean<ComplaintRecord[]>();
  for (const complaint of due) {
    const { _id, accountId, answer } = complaint;
    if (answer) {
      await deliverToInbox([
        {
          eventId: String(_id),
          recipientId: String(accountId),
          complaintId: String(_id),
          title: complaintTitle(complaint),
          at: answer.at,
        },
      ]);
    }
    await ComplaintModel.updateOne({ _id }, { $unset: { outboxDue: 1 } });
  }
  return due.length;
}
