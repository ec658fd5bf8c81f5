import type { ListKind, ListVersion } from '@gongzhi/shared/lists/schema';
import mongoose from 'mongoose';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { ListVersionModel, type ListVersionRecord } from './list-version.model';
import { viewVersion } from './list-version.view';
import { latestVersion } from './lists.queries';
import { requireEditor } from './lists-access';

/** Begins the next version from the latest one. There is one draft of a list at a time. */
export async function startDraft(kind: ListKind, actor: Actor, now: Date): Promise<ListVersion> {
  await requireEditor(actor);
  const latest = await latestVersion(kind);
  const draft: ListVersionRecord = {
    _id: new mongoose.Types.ObjectId(),
    schemaVersion: 1,
    kind,
    state: 'draft',
    version: null,
    effectiveFrom: null,
    note: '',
    rows: latest?.rows ?? [],
    revision: 1,
    basedOn: latest?.version ?? null,
    draftOf: kind,
    publishedAt: null,
    publishedBy: null,
    createdAt: now,
    updatedAt: now,
  };
  try {
    await ListVersionModel.create(draft);
  } catch (error) {
    if (await ListVersionModel.exists({ draftOf: kind })) throw new AppError('CONFLICT', { cause: error });
    throw error;
  }
  return viewVersion(draft, null);
}
