import { countOfHeap, gatherPins, spreadPins, toneOfHeap } from '../../miniapp/src/platform/gather-pins';
import type { MapPin } from '../../miniapp/src/platform/map.types';

const pin = (id: string, x: number, y: number, tone: MapPin['tone'] = 'neutral'): MapPin => ({
  id,
  point: [x, y],
  tone,
  sign: '办',
  label: id,
});
const place = ({ point: [x, y] }: MapPin) => ({ x, y });
const heaps = (pins: MapPin[]) => gatherPins(pins, place).map((heap) => heap.pins.map(({ id }) => id));

test.each([
  ['none', [], []],
  ['apart', [pin('a', 0, 0), pin('b', 36, 0)], [['a'], ['b']]],
  ['on each other', [pin('a', 0, 0), pin('b', 35, 35)], [['a', 'b']]],
  ['near in one direction only', [pin('a', 0, 0), pin('b', 10, 40)], [['a'], ['b']]],
  [
    'a chain is cut where the first ends',
    [pin('a', 0, 0), pin('b', 30, 0), pin('c', 60, 0)],
    [['a', 'b'], ['c']],
  ],
  // A heap is 42 px across: 21 and 18 are 39.
  ['a neighbour a heap has grown onto', [pin('a', 0, 0), pin('c', 38, 0), pin('b', 1, 1)], [['a', 'b', 'c']]],
  [
    'a neighbour a heap just leaves free',
    [pin('a', 0, 0), pin('c', 39, 0), pin('b', 1, 1)],
    [['a', 'b'], ['c']],
  ],
  ['a large one', [{ ...pin('a', 0, 0), size: 60 }, pin('b', 47, 0), pin('c', 0, 48)], [['a', 'b'], ['c']]],
])('pins: %s', (_, pins, expected) => {
  expect(heaps(pins)).toEqual(expected);
});

test('a heap has the colour of its most pressing case', () => {
  expect(toneOfHeap([pin('a', 0, 0, 'solved'), pin('b', 0, 0, 'late'), pin('c', 0, 0, 'due')])).toBe('late');
  expect(toneOfHeap([pin('a', 0, 0, 'solved'), pin('b', 0, 0)])).toBe('neutral');
  expect(toneOfHeap([])).toBe('neutral');
});

test('a heap counts the cases its pins stand for', () => {
  expect(countOfHeap([pin('a', 0, 0), { ...pin('b', 0, 0), count: 4 }])).toBe(5);
});

describe('where it cannot be looked at any nearer', () => {
  const spread = (pins: MapPin[]) => spreadPins(pins, place);

  test('a pin with room stays where it belongs', () => {
    const apart = [pin('a', 0, 0), pin('b', 36, 0), pin('c', 0, -36)];
    expect(spread(apart).map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [36, 0],
      [0, -36],
    ]);
  });

  test.each([
    ['on one spot', Array.from({ length: 40 }, (_, i) => pin(String(i), 5, 5))],
    ['in a row', Array.from({ length: 40 }, (_, i) => pin(String(i), i * 3, 0))],
    ['on two spots side by side', Array.from({ length: 40 }, (_, i) => pin(String(i), (i % 2) * 50, 0))],
    [
      'of two sizes',
      Array.from({ length: 20 }, (_, i) => ({ ...pin(String(i), i, i), size: 36 + (i % 2) * 20 })),
    ],
  ])('each of many %s can be pressed, and is near', (_, pins) => {
    const placed = spread(pins);
    expect(placed.map(({ pin: { id } }) => id)).toEqual(pins.map(({ id }) => id));
    for (const [i, a] of placed.entries()) {
      const belongs = place(a.pin);
      expect(Math.hypot(a.x - belongs.x, a.y - belongs.y)).toBeLessThan(300);
      for (const b of placed.slice(i + 1)) {
        const apart = ((a.pin.size ?? 36) + (b.pin.size ?? 36)) / 2;
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(apart);
      }
    }
  });
});
