import { parentCircles } from '../../../api/src/modules/organisations/parent-circles';

const circlesOf = (parents: Record<string, string | null>) =>
  Object.fromEntries(parentCircles(new Map(Object.entries(parents))));

test.each([
  ['nobody above anybody', { A: null, B: null }, {}],
  ['a tree', { A: null, B: 'A', C: 'A', D: 'C' }, {}],
  ['a parent nobody knows', { A: 'X' }, {}],
  ['itself', { A: 'A' }, { A: ['A', 'A'] }],
  ['two, and one below them', { C: 'B', A: 'B', B: 'A' }, { A: ['A', 'B', 'A'], B: ['B', 'A', 'B'] }],
  [
    'two circles',
    { A: 'B', B: 'A', C: 'D', D: 'C' },
    { A: ['A', 'B', 'A'], B: ['B', 'A', 'B'], C: ['C', 'D', 'C'], D: ['D', 'C', 'D'] },
  ],
])('%s', (_, parents: Record<string, string | null>, circles) => {
  expect(circlesOf(parents)).toEqual(circles);
});

test('a long circle is named by its beginning', () => {
  const parents = Array.from({ length: 20_000 }, (_, i) => [`${i}`, `${(i + 1) % 20_000}`] as const);
  const circles = parentCircles(new Map(parents));
  expect(circles.size).toBe(20_000);
  expect(circles.get('19998')).toEqual(['19998', '19999', '0', '1', '2', '3', '…', '19998']);
});
