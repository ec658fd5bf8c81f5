import type { foundGap } from '@gongzhi/shared/lists/schema';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import mongoose from 'mongoose';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { placeById } from '../places/place-index';
import { currentCatalogue } from '../standards/standards.queries';
import { FoundGapModel, type FoundGapRecord } from './list-version.model';
import { canReadLists } from './lists.policy';

const areaKinds: readonly PlaceKind[] = ['street_office', 'town'];
const MOST_CASES = 500;
const MOST_SHOWN = 200;

interface FoundGap {
  version: number;
  matterCode: string;
  placeIds: readonly string[];
  issueId: string;
}

/** A case found nobody in the list. Told again, it counts once. */
export async function recordGap(
  { version, matterCode, placeIds, issueId }: FoundGap,
  now: Date,
): Promise<void> {
  const areaId = placeIds.find((id) => areaKinds.includes(placeById(id)?.kind ?? 'cell')) ?? '';
  const _id = `${version}|${matterCode}|${areaId}`;
  const id = new mongoose.Types.ObjectId(issueId);
  const known = await FoundGapModel.findById(_id).lean<FoundGapRecord>();
  if (known && (known.issueIds.length >= MOST_CASES || known.issueIds.some((each) => each.equals(id))))
    return;
  await FoundGapModel.updateOne(
    { _id },
    { $set: { version, matterCode, areaId, lastAt: now }, $addToSet: { issueIds: id } },
    { upsert: true },
  );
}

/** What cases ran into, the latest first. */
export async function listFoundGaps(actor: Actor): Promise<z.output<typeof foundGap>[]> {
  if (!canReadLists(actor)) throw new AppError('FORBIDDEN');
  const { matters } = await currentCatalogue();
  const names = new Map(matters.map(({ code, name }) => [code, name]));
  const found = await FoundGapModel.find({}).sort({ lastAt: -1 }).limit(MOST_SHOWN).lean<FoundGapRecord[]>();
  return found.map(({ version, matterCode, areaId, issueIds, lastAt }) => ({
    version,
    matterCode,
    matter: names.get(matterCode) ?? matterCode,
    area: placeById(areaId)?.name ?? '',
    cases: issueIds.length,
    lastAt: lastAt.toISOString(),
  }));
}
