import { isObject } from '@gongzhi/shared/places/labels';
import type { PlaceDetail } from '@gongzhi/shared/places/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { conflict } from './change-place';
import { childrenOf, placesChanged } from './place-index';
import { rightsOver } from './place-rights';
import { loadPlace, present } from './read-place';
import { requireNoImport } from './registry-lock';
import { writeChange } from './write-place';

/** Takes a place out of use. It keeps its page and history; an area with others below it has to be empty first. */
export async function retirePlace(
  actor: Actor,
  id: string,
  { version, why }: { version: number; why: string },
  now: Date,
): Promise<PlaceDetail> {
  const place = await loadPlace(id);
  if (!(await rightsOver(actor, place)).edit) throw new AppError('FORBIDDEN', { detail: place.code });
  await requireNoImport();
  if (place.retired || place.version !== version) throw await conflict(actor, id);
  if (place.kind === 'district' || childrenOf(id).length > 0) {
    throw new AppError('PLACE_HAS_CHILDREN', { detail: `${childrenOf(id).length} below` });
  }
  const written = await writeChange(
    place,
    { set: { retired: true, retirement: { at: now, why } } },
    actor,
    { how: 'retired', why, changes: [{ field: '状态', before: '在用', after: '停用' }] },
    now,
  );
  if (!written) throw await conflict(actor, id);
  if (!isObject(place.kind)) await placesChanged();
  return present(actor, written);
}

/** Takes a place into use again. */
export async function revivePlace(
  actor: Actor,
  id: string,
  { version, why }: { version: number; why: string },
  now: Date,
): Promise<PlaceDetail> {
  const place = await loadPlace(id);
  if (!(await rightsOver(actor, place)).edit) throw new AppError('FORBIDDEN', { detail: place.code });
  await requireNoImport();
  if (!place.retired || place.version !== version) throw await conflict(actor, id);
  const written = await writeChange(
    place,
    { set: { retirement: null }, unset: ['retired'] },
    actor,
    { how: 'revived', why, changes: [{ field: '状态', before: '停用', after: '在用' }] },
    now,
  );
  if (!written) throw await conflict(actor, id);
  if (!isObject(place.kind)) await placesChanged();
  return present(actor, written);
}
