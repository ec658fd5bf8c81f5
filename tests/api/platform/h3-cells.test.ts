import { gridDisk } from 'h3-js';
import { cellOf, FINE, POINT, stretchesOf, widerCell } from '../../../api/src/platform/h3-cells';

const middle: [number, number] = [119.53, 31.73];

describe.each([
  [POINT, 13],
  [POINT, 11],
  [POINT, 8],
  [FINE, FINE],
  [FINE, 7],
])('cells of size %i in three rings of size %i', (size, wider) => {
  const cells = gridDisk(cellOf(middle, wider), 3);
  const stretches = stretchesOf(cells, size);

  test('are in one of the stretches when their wider cell is meant, and in none otherwise', () => {
    const spread = 12 * 0.42 ** (wider - 7) * 0.01;
    const seen = { inside: 0, outside: 0 };
    for (let i = 0; i < 2000; i++) {
      // Spread evenly by the golden ratio, so that the same points are looked at each time.
      const point: [number, number] = [
        middle[0] + spread * (((i * 0.618_034) % 1) - 0.5),
        middle[1] + spread * (i / 2000 - 0.5),
      ];
      const cell = cellOf(point, size);
      const meant = cells.includes(widerCell(cell, wider));
      const holding = stretches.filter(({ $gte, $lte }) => $gte <= cell && cell <= $lte);
      expect(holding).toHaveLength(meant ? 1 : 0);
      seen[meant ? 'inside' : 'outside']++;
    }
    expect(Math.min(seen.inside, seen.outside)).toBeGreaterThan(200);
  });

  test('make far fewer stretches than there are cells', () => {
    expect(cells).toHaveLength(37);
    expect(stretches.length).toBeLessThanOrEqual(20);
  });
});
