import type { LngLat } from '@gongzhi/shared/fields';
import { objectKinds } from '@gongzhi/shared/places/labels';
import { isOpenAt } from '@gongzhi/shared/places/opening';
import type { NearPlaceView, PlaceKind } from '@gongzhi/shared/places/schema';
import { CHINA_OFFSET_MS } from '@gongzhi/shared/time';
import type { Actor } from '../../http/actor';
import { cellsAround } from '../../platform/h3-cells';
import { metresTo } from './geometry';
import { PlaceModel, type PlaceRecord } from './place.model';
import { visibleFields } from './place.view';

/** Objects read of a ring before they are put in order of distance; a crowded street has some hundred. */
const MOST_READ = 2000;

/** Objects of some kinds within some metres of a point, nearest first. */
export async function objectsNear(
  point: LngLat,
  kinds: readonly PlaceKind[],
  withinMetres: number,
  most: number,
): Promise<{ record: PlaceRecord; metres: number }[]> {
  const { field, cells } = cellsAround(point, withinMetres);
  const records = await PlaceModel.find({
    [field]: { $in: cells },
    kind: { $in: kinds },
    retired: { $exists: false },
  })
    .limit(MOST_READ)
    .lean<PlaceRecord[]>();
  return records
    .map((record) => ({ record, metres: metresTo(record.geometry, point) }))
    .filter(({ metres }) => metres <= withinMetres)
    .sort((a, b) => a.metres - b.metres || (a.record.code < b.record.code ? -1 : 1))
    .slice(0, most);
}

interface NearQuery {
  lng: number;
  lat: number;
  radius: number;
  kind?: readonly PlaceKind[];
  /** Only what is open at this moment, as far as it says when. */
  open?: boolean;
  limit: number;
}

export async function nearPlaces(
  actor: Actor | null,
  { lng, lat, radius, kind, open, limit }: NearQuery,
  now: Date,
): Promise<NearPlaceView[]> {
  const kinds = (kind ?? objectKinds).filter((each) => objectKinds.includes(each));
  const staff = (actor?.posts.length ?? 0) > 0;
  const near = await objectsNear([lng, lat], kinds, radius, open ? MOST_READ : limit);
  return near
    .map(({ record, metres }) => ({
      id: String(record._id),
      code: record.code,
      kind: record.kind,
      name: record.name,
      point: [record.centre[0], record.centre[1]] as LngLat,
      distanceMetres: Math.round(metres),
      fields: visibleFields(record, staff),
      open: isOpen(record, now),
    }))
    .filter((place) => !open || place.open !== false)
    .slice(0, limit);
}

/** Null where nobody can tell. */
function isOpen({ fields }: PlaceRecord, now: Date): boolean | null {
  const { inUse, openHours } = fields ?? {};
  if (typeof inUse === 'string' && inUse !== '正常开放') return false;
  if (typeof openHours !== 'string') return null;
  const local = new Date(now.getTime() + CHINA_OFFSET_MS);
  return isOpenAt(openHours, local.getUTCHours() * 60 + local.getUTCMinutes());
}
