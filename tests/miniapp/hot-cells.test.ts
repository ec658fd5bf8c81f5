import { hotCells } from '../../miniapp/src/features/figures/hot-cells';

const at = (lng: number, lat: number, late = false) => ({ point: [lng, lat] as [number, number], late });

test('cases of one square kilometre are one cell, at the middle of them, the fullest first', () => {
  const cells = hotCells([
    at(119.5, 31.7, true),
    at(119.6, 31.7),
    at(119.602, 31.702),
    at(119.602, 31.702, true),
  ]);
  expect(cells.map(({ count, late }) => [count, late])).toEqual([
    [3, 1],
    [1, 1],
  ]);
  expect(cells[0]?.point[0]).toBeCloseTo(119.6013, 3);
});

test('no cases, no cells', () => {
  expect(hotCells([])).toEqual([]);
});
