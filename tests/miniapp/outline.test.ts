import type { Geometry } from '@gongzhi/shared/places/schema';
import {
  cornersOf,
  countOf,
  geometryOf,
  nothingDrawn,
  withCorner,
} from '../../miniapp/src/features/desk-places/outline';
import type { Corners } from '../../miniapp/src/platform/map.types';

type Ring = [number, number][];
const square = (at: number, size: number): Ring => [
  [at, at],
  [at + size, at],
  [at + size, at + size],
  [at, at + size],
  [at, at],
];
const [outer, hole, island] = [square(0, 9), square(2, 3), square(20, 4)];
const area = (...coordinates: Ring[]): Geometry => ({ type: 'Polygon', coordinates });
const areas = (...coordinates: Ring[][]): Geometry => ({ type: 'MultiPolygon', coordinates });
const street: Ring = [
  [0, 0],
  [1, 0],
];
const lane: Ring = [
  [5, 0],
  [5, 1],
];

/** The corners after every one of a line was removed. */
const emptied = ({ closed, parts }: Corners, part: number, line: number): Corners => ({
  closed,
  parts: parts.map((lines, p) => lines.map((points, n) => (p === part && n === line ? [] : points))),
});

test.each<[string, Geometry]>([
  ['an area', area(outer)],
  ['an area with a hole', area(outer, hole)],
  ['an area of two parts', areas([outer, hole], [island])],
  ['a line', { type: 'LineString', coordinates: street }],
  ['a line of two parts', { type: 'MultiLineString', coordinates: [street, lane] }],
])('the corners of %s make it again', (_, geometry) => {
  expect(geometryOf(cornersOf(geometry))).toEqual(geometry);
});

test.each<[string, Geometry, [number, number], Geometry | null]>([
  ['a hole', area(outer, hole), [0, 1], area(outer)],
  ['a hole of a part', areas([outer, hole], [island]), [0, 1], areas([outer], [island])],
  ['a part', areas([outer], [island]), [1, 0], area(outer)],
  ['the first part', areas([outer], [island]), [0, 0], area(island)],
  ['the outer edge of a part with a hole', areas([outer, hole], [island]), [0, 0], area(island)],
  ['the only outer edge', area(outer, hole), [0, 0], null],
  [
    'a part of a line',
    { type: 'MultiLineString', coordinates: [street, lane] },
    [0, 0],
    { type: 'LineString', coordinates: lane },
  ],
])('%s is removed with the last of its corners', (_, geometry, [part, line], expected) => {
  expect(geometryOf(emptied(cornersOf(geometry), part, line))).toEqual(expected);
});

test('a line with some corners, but too few, makes nothing yet', () => {
  const { closed, parts } = cornersOf(area(outer, hole));
  expect(geometryOf({ closed, parts: [[parts[0]?.[0] ?? [], hole.slice(0, 2)]] })).toBeNull();
  expect(geometryOf(nothingDrawn(true))).toBeNull();
});

test('after the last corner of an area with a hole, the next ones make an area', () => {
  const gone = emptied(emptied(cornersOf(area(outer, hole)), 0, 0), 0, 1);
  expect(countOf(gone)).toBe(0);
  expect(geometryOf(outer.slice(0, 4).reduce(withCorner, gone))).toEqual(area(outer));
});

test('a corner in the spot of the last one is none', () => {
  const one = withCorner(nothingDrawn(true), [1, 2]);
  expect(withCorner(one, [1, 2])).toBe(one);
  expect(countOf(withCorner(one, [1, 3]))).toBe(2);
});
