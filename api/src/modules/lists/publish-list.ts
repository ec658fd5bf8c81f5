import type { ListCheck, ListKind, ListVersion, publishInput } from '@gongzhi/shared/lists/schema';
import { localDay } from '@gongzhi/shared/time';
import mongoose from 'mongoose';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { listRules } from './list-rules';
import { ListVersionModel, type ListVersionRecord } from './list-version.model';
import { viewVersion } from './list-version.view';
import { listWorld } from './list-world';
import { draftOf, forgetLists, latestVersion, versionInForce } from './lists.queries';
import { requireEditor } from './lists-access';

/** What is wrong with the draft, what to look at, and what nobody answers for. */
export async function checkDraft(kind: ListKind, actor: Actor): Promise<ListCheck> {
  await requireEditor(actor);
  const draft = await draftOf(kind);
  const { errors, warnings, gaps } = listRules[kind].check(draft, await listWorld());
  return { revision: draft.revision, errors: errors.slice(0, 500), warnings, gaps };
}

/**
 * Makes the draft a version that counts from a day on. Errors stop it; gaps do not: they are said before, and the
 * desk decides such cases. The number follows from the versions before; a number given twice is refused by the index.
 */
export async function publishList(
  kind: ListKind,
  actor: Actor,
  { revision, effectiveFrom, note }: z.output<typeof publishInput>,
  now: Date,
): Promise<ListVersion> {
  await requireEditor(actor);
  const [draft, latest] = await Promise.all([draftOf(kind), latestVersion(kind)]);
  requireDay(effectiveFrom, latest, now);
  if (draft.revision !== revision) throw new AppError('CONFLICT', { detail: `revision ${draft.revision}` });
  const { errors } = listRules[kind].check(draft, await listWorld());
  if (errors.length > 0) throw new AppError('LIST_HAS_ERRORS', { details: { count: errors.length } });
  const version = (latest?.version ?? 0) + 1;
  const published = await ListVersionModel.findOneAndUpdate(
    { _id: draft._id, state: 'draft', revision },
    {
      $set: {
        state: 'published',
        version,
        number: `${kind}:${version}`,
        effectiveFrom,
        note,
        publishedAt: now,
        publishedBy: { accountId: new mongoose.Types.ObjectId(actor.accountId), name: actor.name },
        updatedAt: now,
      },
      $unset: { draftOf: '' },
    },
    { returnDocument: 'after' },
  ).lean<ListVersionRecord>();
  if (!published) throw new AppError('CONFLICT', { detail: `the draft of ${kind} was changed` });
  forgetLists();
  return viewVersion(published, (await versionInForce(kind, now))?.version ?? null);
}

/** From today at the earliest, and not before the version it replaces. */
function requireDay(day: string, latest: ListVersionRecord | null, now: Date): void {
  const wrong = (message: string) =>
    new AppError('VALIDATION_FAILED', { fields: { effectiveFrom: message } });
  if (day < localDay(now)) throw wrong('生效日不能早于今天');
  const before = latest?.effectiveFrom;
  if (before && day < before) throw wrong(`第 ${latest.version} 版 ${before} 才生效，不能更早`);
}

export async function discardDraft(kind: ListKind, actor: Actor, revision: number): Promise<void> {
  await requireEditor(actor);
  const draft = await draftOf(kind);
  const { deletedCount } = await ListVersionModel.deleteOne({ _id: draft._id, state: 'draft', revision });
  if (deletedCount === 0) throw new AppError('CONFLICT', { detail: `revision ${draft.revision}` });
}
