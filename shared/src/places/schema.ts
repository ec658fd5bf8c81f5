import { z } from 'zod';
import { commandKey, id, instant, pageOf, point, someWords, words } from '../fields';
import { picture } from '../files/schema';
import { fieldValues } from './fields';

export const placeKinds = [
  'district',
  'street_office',
  'town',
  'community',
  'village',
  'cell',
  'cleaning_area',
  'road',
  'alley',
  'river',
  'green',
  'compound',
  'building',
  'shop',
  'toilet',
  'vendor_point',
  'sorting_facility',
  'construction_site',
  'component',
] as const;
export const placeKind = z.enum(placeKinds);
export type PlaceKind = z.infer<typeof placeKind>;

const ring = z.array(point).min(4);
export const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: point }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(point).min(2) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(point).min(2)).min(1) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);
export type Geometry = z.infer<typeof geometry>;

export const placeBrief = z.object({ id, code: z.string(), kind: placeKind, name: z.string() });
export type PlaceBrief = z.infer<typeof placeBrief>;

export const placeView = placeBrief.extend({
  /** From the district down to the direct parent. */
  path: z.array(placeBrief),
  centre: point,
  demo: z.boolean(),
  retired: z.boolean(),
  hasChildren: z.boolean(),
});
export type PlaceView = z.infer<typeof placeView>;
export const placePage = pageOf(placeView);

/** What somebody may do with a place; the server decides, the pages only read it. */
export const placeAbilities = z.object({
  /** Everything: name, shape, own fields, taking it out of use. */
  edit: z.boolean(),
  /** Own fields that whoever walks the street may put right, and pictures. */
  correct: z.boolean(),
  history: z.boolean(),
});
export const placeDetail = placeView.extend({
  geometry,
  bufferMetres: z.number().nullable(),
  /** Own fields by the table of the kind; those for the staff only are left out for the public. */
  fields: fieldValues,
  /** Names of the organisations the own fields name by code. */
  organisations: z.record(z.string(), z.string()),
  pictures: z.array(picture),
  retirement: z.object({ at: instant, why: z.string() }).nullable(),
  version: z.number().int(),
  updatedAt: instant,
  abilities: placeAbilities,
});
export type PlaceDetail = z.infer<typeof placeDetail>;

/** The direct children of a place in the tree and what stands in it, counted by kind. */
export const placeCounts = z.object({
  counts: z.array(z.object({ kind: placeKind, count: z.number().int() })),
});
export type PlaceCounts = z.infer<typeof placeCounts>;

export const nearPlace = placeBrief.extend({
  point,
  distanceMetres: z.number().int(),
  fields: fieldValues,
  /** Whether it is open at this moment; null where the hours cannot be read or the kind has none. */
  open: z.boolean().nullable(),
});
export type NearPlaceView = z.infer<typeof nearPlace>;

const name = someWords(60);
const placeCode = z.string().regex(/^[A-Za-z0-9-]{2,40}$/, '编码用 2–40 位字母、数字或连字符');
const bufferMetres = z.number().int().min(1).max(200);
export const placePictures = z.array(id).max(9, '最多 9 张照片');

export const placeInput = z.object({
  kind: placeKind,
  code: placeCode,
  name,
  geometry,
  bufferMetres: bufferMetres.nullable().optional(),
  /** Found by position when it is not said. */
  parentId: id.optional(),
  fields: fieldValues.default({}),
  pictureIds: placePictures.default([]),
  key: commandKey,
});
export type PlaceInput = z.infer<typeof placeInput>;

/** Only what is named is changed; a field set to null is emptied. `version` is the one the editor saw. */
export const placeChange = z.object({
  version: z.number().int().min(0),
  name: name.optional(),
  geometry: geometry.optional(),
  bufferMetres: bufferMetres.nullable().optional(),
  fields: z.record(z.string(), fieldValues.valueType.nullable()).optional(),
  pictureIds: placePictures.optional(),
  why: words(200).optional(),
});
export type PlaceChange = z.infer<typeof placeChange>;
export const retirement = z.object({ version: z.number().int().min(0), why: someWords(200) });

/** One entry of a place's history: who changed what, when and why. */
export const placeHistoryEntry = z.object({
  version: z.number().int(),
  at: instant,
  by: z.string(),
  how: z.enum(['created', 'edited', 'corrected', 'imported', 'retired', 'revived']),
  why: z.string(),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
});
export type PlaceHistoryEntry = z.infer<typeof placeHistoryEntry>;
export const placeHistoryPage = pageOf(placeHistoryEntry);

/** Everything a point belongs to, widest first, with an address in words. `inside` is false outside the district. */
export const placesAtPoint = z.object({
  inside: z.boolean(),
  address: z.string(),
  places: z.array(placeBrief),
  nearest: z.array(placeBrief.extend({ distanceMetres: z.number().int(), point })),
});
export type PlacesAtPoint = z.infer<typeof placesAtPoint>;

/** The district's own polygons and lines, simplified, as a base map that needs no tiles. */
export const baseMap = z.object({
  centre: point,
  bounds: z.tuple([point, point]),
  features: z.array(z.object({ id, kind: placeKind, name: z.string(), centre: point, geometry })),
});
export type BaseMap = z.infer<typeof baseMap>;

/** One feature of an import file. */
export const placeFeature = z.object({
  type: z.literal('Feature'),
  geometry,
  properties: z.object({
    code: placeCode,
    kind: placeKind,
    name: z.string().trim().min(1, '缺少名称').max(60),
    parentCode: z.string().max(40).optional(),
    /** For lines: how far from the middle still belongs to it, in metres. */
    bufferMetres: bufferMetres.optional(),
    /** Own fields by the table of the kind. */
    fields: fieldValues.optional(),
  }),
});
export type PlaceFeature = z.infer<typeof placeFeature>;
