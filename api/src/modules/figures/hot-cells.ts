import type { HotCells } from '@gongzhi/shared/figures/schema';
import { middleOf, widerCell } from '../../platform/h3-cells';
import { type CellCounts, countOpenByCell } from '../issues/issue-facts.queries';

/** Hexagons about a kilometre wide: a neighbourhood on the map of a district. */
const WIDE = 8;
/** A map shows no more of them apart. */
const MOST = 60;

/** Where open cases lie close together, the fullest first: counts only, nothing of a single case. */
export async function hotCells(now: Date): Promise<HotCells> {
  const wide = new Map<string, CellCounts[]>();
  for (const fine of await countOpenByCell(now)) {
    const cell = widerCell(fine.cell, WIDE);
    wide.set(cell, [...(wide.get(cell) ?? []), fine]);
  }
  const cells = [...wide.values()]
    .map(together)
    .sort((a, b) => b.open - a.open || b.late - a.late)
    .slice(0, MOST);
  return { cells, computedAt: now.toISOString() };
}

/** Several fine cells as one, at the middle of their cases. */
function together(cells: readonly CellCounts[]): HotCells['cells'][number] {
  const sum = { lng: 0, lat: 0, open: 0, late: 0 };
  for (const { cell, open, late } of cells) {
    const [lng, lat] = middleOf(cell);
    sum.lng += lng * open;
    sum.lat += lat * open;
    sum.open += open;
    sum.late += late;
  }
  return { point: [sum.lng / sum.open, sum.lat / sum.open], open: sum.open, late: sum.late };
}
