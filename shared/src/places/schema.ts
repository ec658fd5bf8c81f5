import { z } from 'zod';
import { id, pageOf, point } from '../fields';

export const placeKinds = [
  'district',
  'street_office',
  'town',
  'community',
  'village',
  'cell',
  'road',
  'alley',
  'compound',
  'building',
  'shop',
  'toilet',
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
  hasChildren: z.boolean(),
});
export type PlaceView = z.infer<typeof placeView>;
export const placeDetail = placeView.extend({ geometry });
export const placePage = pageOf(placeView);

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
    code: z.string().regex(/^[A-Za-z0-9-]{2,40}$/, '编码用 2–40 位字母、数字或连字符'),
    kind: placeKind,
    name: z.string().trim().min(1, '缺少名称').max(60),
    parentCode: z.string().max(40).optional(),
    /** For lines: how far from the middle still belongs to it, in metres. */
    bufferMetres: z.number().int().min(1).max(200).optional(),
  }),
});
export type PlaceFeature = z.infer<typeof placeFeature>;
export const placeImport = z.object({
  dryRun: z.boolean().default(false),
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()).min(1, '没有内容').max(5000, '一次最多 5000 个'),
});
