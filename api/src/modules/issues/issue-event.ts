import mongoose from 'mongoose';
import type { IssueEvent } from './issue.model';

type Required = 'at' | 'command' | 'state' | 'by' | 'key' | 'keyHash';

/** An entry of the timeline; what the command has nothing to say about stays empty. */
export function issueEvent(parts: Pick<IssueEvent, Required> & Partial<IssueEvent>): IssueEvent {
  return {
    id: String(new mongoose.Types.ObjectId()),
    words: '',
    reason: null,
    pictures: [],
    warnings: [],
    organisationId: null,
    dueAt: null,
    solved: null,
    score: null,
    ...parts,
  };
}
