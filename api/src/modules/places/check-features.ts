import type { LngLat } from '@gongzhi/shared/fields';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import type { Geometry, PlaceFeature, PlaceKind } from '@gongzhi/shared/places/schema';
import type { RowError } from '../../platform/import-rows';
import { centreOf, contains } from './geometry';
import { type Candidate, depthOf } from './parentage';

export interface FeatureRow {
  row: number;
  value: PlaceFeature;
}

const areas = ['Polygon', 'MultiPolygon'];
const lines = ['LineString', 'MultiLineString'];
const shapes: Record<PlaceKind, readonly string[]> = {
  district: areas,
  street_office: areas,
  town: areas,
  community: areas,
  village: areas,
  cell: areas,
  road: lines,
  alley: lines,
  compound: areas,
  building: [...areas, 'Point'],
  shop: [...areas, 'Point'],
  toilet: [...areas, 'Point'],
};
const shapeWords = (kinds: readonly string[]) =>
  kinds.includes('Point') ? '点或面' : kinds === lines ? '线' : '面';

function rings(geometry: Geometry): LngLat[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
}

const isClosed = (ring: readonly LngLat[]) => {
  const [first, last] = [ring[0], ring.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1];
};

/** What is wrong with one feature by itself; only a feature without a mistake here can be measured. */
export function shapeError({ value: { geometry, properties } }: Pick<FeatureRow, 'value'>): string | null {
  const allowed = shapes[properties.kind];
  if (!allowed.includes(geometry.type)) {
    return `${placeKindLabels[properties.kind]}要用${shapeWords(allowed)}来画`;
  }
  return rings(geometry).every(isClosed) ? null : '面的起点和终点要是同一点';
}

export function toCandidate({ geometry, properties: { code, kind } }: PlaceFeature): Candidate {
  return { code, kind, geometry, centre: centreOf(geometry) };
}

/** What is wrong with features by themselves and with each other, given all places as they would be afterwards. */
export function checkFeatures(
  rows: readonly FeatureRow[],
  after: ReadonlyMap<string, Pick<Candidate, 'code' | 'kind' | 'geometry'>>,
): RowError[] {
  const errors: RowError[] = [];
  const districts = [...after.values()].filter(({ kind }) => kind === 'district');
  for (const { row, value } of rows) {
    const add = (field: string, message: string) => errors.push({ row, field, message });
    const { code, kind, parentCode } = value.properties;
    const wrong = shapeError({ value });
    if (wrong) {
      add('geometry', wrong);
      continue;
    }
    if (kind === 'district' && districts.length > 1) add('properties.kind', '只能有一个区');
    const [district] = districts;
    if (kind !== 'district' && district && !contains(district.geometry, centreOf(value.geometry))) {
      add('geometry', '不在本区范围内');
    }
    if (!parentCode) continue;
    const parent = after.get(parentCode);
    if (!parent) add('properties.parentCode', `没有编码为 ${parentCode} 的地点`);
    else if (parentCode === code || depthOf[parent.kind] >= depthOf[kind]) {
      add('properties.parentCode', `${placeKindLabels[parent.kind]}不能是${placeKindLabels[kind]}的上级`);
    }
  }
  return errors;
}
