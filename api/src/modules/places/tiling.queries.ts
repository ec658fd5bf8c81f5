import { placeKindTable } from '@gongzhi/shared/places/kinds';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import type { TilingReport } from '@gongzhi/shared/places/tiling';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { allPlaces, brief, type IndexedPlace, placeById } from './place-index';
import { areasIn, checkTiling, squareMetresOf } from './tiling';

/** How areas of one kind cover a community, a town or the district, as they are now. */
export function tilingOf(actor: Actor, id: string, kind: PlaceKind): TilingReport {
  if (actor.posts.length === 0) throw new AppError('FORBIDDEN', { detail: 'tiling without a post' });
  const within = placeById(id);
  if (!within) throw new AppError('NOT_FOUND', { detail: `no area ${id}` });
  if (!within.geometry.type.endsWith('Polygon')) {
    throw new AppError('VALIDATION_FAILED', { fields: { id: '只有面才能检查铺满' } });
  }
  if (!placeKindTable[kind].shapes.includes('Polygon')) {
    throw new AppError('VALIDATION_FAILED', { fields: { kind: '这一类不是面' } });
  }
  try {
    return report(within, kind);
  } catch (cause) {
    const message = '有区域的边线自己相交，算不出来，请先改正形状';
    throw new AppError('VALIDATION_FAILED', { fields: { id: message }, cause });
  }
}

function report(within: IndexedPlace, kind: PlaceKind): TilingReport {
  const areas = areasIn(
    within.geometry,
    allPlaces().filter((place) => place.kind === kind && place.id !== within.id),
  );
  return {
    within: brief(within),
    kind,
    areas: areas.map((area) => ({ ...brief(area), geometry: area.geometry })),
    squareMetres: Math.round(squareMetresOf(within.geometry)),
    ...checkTiling(within.geometry, areas),
  };
}
