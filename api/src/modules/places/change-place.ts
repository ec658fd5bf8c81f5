import type { FieldValue, FieldValues } from '@gongzhi/shared/places/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import { isObject } from '@gongzhi/shared/places/labels';
import type { PlaceChange, PlaceDetail } from '@gongzhi/shared/places/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { takeOwnPictures } from '../files/files.queries';
import { keepPictures } from '../files/sweep-unused';
import { checkPlace } from './check-place';
import type { PlaceRecord } from './place.model';
import type { PlaceRights } from './place.policy';
import { changesBetween } from './place-history';
import { placeById, placesChanged } from './place-index';
import { rightsAt, rightsOver } from './place-rights';
import { loadPlace, present } from './read-place';
import { requireNoImport } from './registry-lock';
import { writeChange } from './write-place';

/**
 * Changes what is named of a place. Whoever walks the street there may put right the fields marked for it and the
 * pictures; the change counts at once, and the history says whose it was.
 */
export async function changePlace(
  actor: Actor,
  id: string,
  change: PlaceChange,
  now: Date,
): Promise<PlaceDetail> {
  const place = await loadPlace(id);
  const rights = await rightsOver(actor, place);
  requireRight(rights, place, change);
  await requireNoImport();
  if (place.retired) throw new AppError('PLACE_RETIRED', { detail: id });
  if (place.version !== change.version) throw await conflict(actor, id);
  const parent = place.parentId ? placeById(String(place.parentId)) : null;
  const moved = change.geometry !== undefined;
  const fields = mergedFields(place, change);
  const planned = await checkPlace({
    type: 'Feature',
    geometry: change.geometry ?? place.geometry,
    properties: {
      code: place.code,
      kind: place.kind,
      name: change.name ?? place.name,
      // What did not move keeps its parent, also one that was given by hand.
      parentCode: moved ? undefined : parent?.code,
      bufferMetres:
        (change.bufferMetres === undefined ? place.bufferMetres : change.bufferMetres) ?? undefined,
      fields,
    },
  });
  if (planned && moved && !(await rightsAt(actor, planned.facts)).edit && rights.edit) {
    throw new AppError('FORBIDDEN', { detail: 'it would leave the area of the post' });
  }
  const pictures = change.pictureIds
    ? await picturesOf(actor, place, change.pictureIds, now)
    : place.pictures;
  const after = { ...(planned?.facts ?? place), pictures };
  const changes = changesBetween(place, after);
  if (changes.length === 0) return present(actor, place);
  const how = rights.edit ? 'edited' : 'corrected';
  const set = { ...planned?.facts, pictures };
  const written = await writeChange(place, { set }, actor, { how, why: change.why ?? '', changes }, now);
  if (!written) throw await conflict(actor, id);
  const ids = pictures.map((picture) => picture.id);
  await keepPictures(ids, ids);
  if (planned && !isObject(place.kind)) await placesChanged();
  return present(actor, written);
}

/** The reader is shown what it is now, to decide anew. */
export async function conflict(actor: Actor, id: string): Promise<AppError> {
  const place = await present(actor, await loadPlace(id));
  return new AppError('CONFLICT', { details: { place }, detail: `place ${id} is at ${place.version}` });
}

function requireRight(rights: PlaceRights, place: PlaceRecord, change: PlaceChange): void {
  if (rights.edit) return;
  if (!rights.correct) throw new AppError('FORBIDDEN', { detail: `place ${place.code}` });
  const others = [change.name, change.geometry, change.bufferMetres].some((value) => value !== undefined);
  const theirs = new Set(
    placeKindTable[place.kind].fields.filter(({ correctable }) => correctable).map(({ key }) => key),
  );
  const beyond = Object.keys(change.fields ?? {}).filter((key) => !theirs.has(key));
  if (others || beyond.length > 0) {
    throw new AppError('FORBIDDEN', {
      detail: `only by the bureau: ${beyond.join(', ') || 'name or shape'}`,
    });
  }
}

function mergedFields(place: PlaceRecord, change: PlaceChange): FieldValues {
  const merged: Record<string, FieldValue | null> = { ...place.fields, ...change.fields };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, FieldValue] => entry[1] !== null),
  );
}

/** Pictures that were there may stay whoever uploaded them; new ones must be the editor's own. */
async function picturesOf(
  actor: Actor,
  place: PlaceRecord,
  ids: readonly string[],
  now: Date,
): Promise<PlaceRecord['pictures']> {
  const kept = new Map((place.pictures ?? []).map((picture) => [picture.id, picture]));
  const added = await takeOwnPictures(
    actor.accountId,
    ids.filter((id) => !kept.has(id)),
    now,
  );
  const all = new Map([
    ...kept,
    ...added.map(({ id, width, height }) => [id, { id, width, height }] as const),
  ]);
  return [...new Set(ids)].flatMap((id) => {
    const picture = all.get(id);
    return picture ? [picture] : [];
  });
}
