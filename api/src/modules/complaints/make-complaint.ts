import type { ComplaintInput, MyComplaint } from '@gongzhi/shared/complaints/schema';
import mongoose from 'mongoose';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { hashInput } from '../issues/command-key';
import { readIssue } from '../issues/issues.queries';
import { ComplaintModel, type ComplaintRecord } from './complaint.model';
import { viewMyComplaint } from './complaint.view';

/** Somebody complains, of a case they can see or of anything else. The client's key makes sending twice harmless. */
export async function makeComplaint(actor: Actor, input: ComplaintInput, now: Date): Promise<MyComplaint> {
  const createHash = hashInput('complain', input);
  const before = await findMade(actor, input.key);
  if (before) return repeated(before, createHash);
  const issue = input.issueId ? await readIssue(actor, input.issueId) : null;
  const complaint: ComplaintRecord = {
    _id: new mongoose.Types.ObjectId(),
    schemaVersion: 1,
    accountId: new mongoose.Types.ObjectId(actor.accountId),
    createKey: input.key,
    createHash,
    reason: input.reason,
    words: input.words,
    issue: issue && { id: new mongoose.Types.ObjectId(issue.id), number: issue.number },
    state: 'open',
    answer: null,
    createdAt: now,
  };
  try {
    await ComplaintModel.create(complaint);
  } catch (error) {
    const made = await findMade(actor, input.key);
    if (made) return repeated(made, createHash);
    throw error;
  }
  return viewMyComplaint(complaint);
}

const findMade = ({ accountId }: Actor, createKey: string) =>
  ComplaintModel.findOne({ accountId, createKey }).lean<ComplaintRecord>();

function repeated(made: ComplaintRecord, createHash: string): MyComplaint {
  if (made.createHash !== createHash) throw new AppError('KEY_REUSED', { detail: made.createKey });
  return viewMyComplaint(made);
}
