import type { LngLat } from '@gongzhi/shared/fields';
import { type CodeSurroundings, codeProblem } from '@gongzhi/shared/places/codes';
import { type FieldValues, fieldsSchema } from '@gongzhi/shared/places/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import { type Geometry, type PlaceFeature, type PlaceKind, placeKinds } from '@gongzhi/shared/places/schema';
import type { z } from 'zod';
import { plainMessage } from '../../http/validation';
import type { RowError } from '../../platform/import-rows';
import { selfCrossing } from './crossings';

export interface FeatureRow {
  row: number;
  value: PlaceFeature;
}

/** What is wrong with one part of a place: where, as a path of a feature, and what. */
export interface Problem {
  field: string;
  message: string;
}

const shapeNames: Record<Geometry['type'], string> = {
  Point: '点',
  LineString: '线',
  MultiLineString: '线',
  Polygon: '面',
  MultiPolygon: '面',
};
const shapeWords = (shapes: readonly Geometry['type'][]) =>
  [...new Set(shapes.map((shape) => shapeNames[shape]))].join('或');

function rings(geometry: Geometry): LngLat[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
}

const isClosed = (ring: readonly LngLat[]) => {
  const [first, last] = [ring[0], ring.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1];
};

/** What is wrong with a shape by itself; only one without a mistake here can be measured. */
export function shapeError(kind: PlaceKind, geometry: Geometry): string | null {
  const { label, shapes } = placeKindTable[kind];
  if (!shapes.includes(geometry.type)) return `${label}要用${shapeWords(shapes)}来画`;
  const edges = rings(geometry);
  if (!edges.every(isClosed)) return '面的起点和终点要是同一点';
  const crossing = selfCrossing(edges);
  return crossing && `面的边线自己交叉了，在 ${crossing.join('，')} 附近`;
}

const schemas = new Map(
  placeKinds.map((kind) => {
    const { fields } = placeKindTable[kind];
    return [kind, { whole: fieldsSchema(fields), part: fieldsSchema(fields, { partial: true }) }];
  }),
);

/** What is wrong with the own fields of a kind. */
export function fieldProblems(kind: PlaceKind, fields: unknown): Problem[] {
  const result = schemas.get(kind)?.whole.safeParse(fields, { error: plainMessage });
  return (result?.error?.issues ?? []).flatMap((issue) => problemsOf(kind, issue));
}

function problemsOf(kind: PlaceKind, issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: `fields.${key}`,
      message: `${placeKindLabels[kind]}没有“${key}”这一项`,
    }));
  }
  const key = issue.path.map(String).join('.');
  return [{ field: `fields.${key}`, message: issue.message }];
}

/** The codes of organisations that own fields name. */
export function organisationCodes(kind: PlaceKind, fields: FieldValues): { key: string; code: string }[] {
  return placeKindTable[kind].fields.flatMap(({ key, type }) => {
    const code = fields[key];
    return type === 'organisation' && typeof code === 'string' ? [{ key, code }] : [];
  });
}

/** What is wrong with a code: its digits, then its parts. */
export function codeError(kind: PlaceKind, code: string, around: CodeSurroundings): string | null {
  const { pattern, words } = placeKindTable[kind].code;
  return pattern.test(code) ? codeProblem(kind, code, around) : words;
}

export const inProperties = (row: number, { field, message }: Problem): RowError => ({
  row,
  field: field === 'geometry' ? field : `properties.${field}`,
  message,
});
