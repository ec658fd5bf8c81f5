import type { PlaceFeature, PlaceKind } from '@gongzhi/shared/places/schema';
import { importOrganisations } from '../../api/src/modules/organisations/import-organisations';
import { findOrganisationByCode } from '../../api/src/modules/organisations/organisations.queries';
import { importPlaces } from '../../api/src/modules/places/import-places';
import { placeByCode } from '../../api/src/modules/places/place-index';
import { clock } from '../../api/src/platform/clock';

type More = Partial<PlaceFeature['properties']>;
type Shape = PlaceFeature['geometry'];

/** A rectangle from one corner to the other. */
export const box = (west: number, south: number, east: number, north: number): Shape => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
export const feature = (
  kind: PlaceKind,
  code: string,
  name: string,
  geometry: Shape,
  more: More = {},
): PlaceFeature => ({
  type: 'Feature',
  geometry,
  properties: { code, kind, name, ...more },
});

/** Two towns side by side, the western one with a community, a cell, a street, a compound and a toilet. */
export const smallDistrict: PlaceFeature[] = [
  feature(
    'toilet',
    'T-1',
    '东门公厕',
    { type: 'Point', coordinates: [119.51, 31.71] },
    { fields: { stars: 3, openHours: '05:30-22:00', inUse: '正常开放', phone: '0519-82800000' } },
  ),
  feature('cell', '320413001001001', '东门第一网格', box(119.5, 31.7, 119.52, 31.72)),
  feature('community', '320413001001', '东门社区', box(119.5, 31.7, 119.54, 31.74)),
  feature('district', '320413', '金坛区', box(119.5, 31.7, 119.6, 31.8)),
  feature('town', '320413001', '东城街道', box(119.5, 31.7, 119.55, 31.8)),
  feature('town', '320413002', '金城镇', box(119.55, 31.7, 119.6, 31.8)),
  feature('road', 'R-1', '相府前路', {
    type: 'LineString',
    coordinates: [
      [119.505, 31.71],
      [119.535, 31.71],
    ],
  }),
  feature('road', 'R-2', '金坛大道', {
    type: 'LineString',
    coordinates: [
      [119.51, 31.75],
      [119.59, 31.75],
    ],
  }),
  feature('compound', 'C-1', '紫金园', box(119.525, 31.725, 119.528, 31.728)),
];

export const units = [
  { code: 'BUREAU', name: '金坛区城市管理局', shortName: '区城管局', kind: 'bureau' },
  {
    code: 'U-1',
    name: '环境卫生管理处',
    shortName: '环卫处',
    kind: 'unit',
    parentCode: 'BUREAU',
    lines: ['sanitation'],
  },
  {
    code: 'K-1',
    name: '清源保洁公司',
    shortName: '清源保洁',
    kind: 'contractor',
    parentCode: 'U-1',
    lines: ['sanitation'],
    placeCodes: ['320413001'],
  },
];

/** Puts places and units into the database of a test. */
export async function makeSmallDistrict(): Promise<void> {
  await importPlaces(smallDistrict, { dryRun: false }, clock.now());
  await importOrganisations(units, { dryRun: false }, clock.now());
}

export const placeScope = (code: string) => ({ kind: 'place' as const, id: placeByCode(code)?.id ?? '' });
export const unitScope = async (code: string) => ({
  kind: 'organisation' as const,
  id: (await findOrganisationByCode(code))?.id ?? '',
});
