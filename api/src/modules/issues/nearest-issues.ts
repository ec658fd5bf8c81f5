import type { LngLat } from '@gongzhi/shared/fields';
import { type IssueState, type StateGroup, stateFacts } from '@gongzhi/shared/issues/states';
import { getHexagonEdgeLengthAvg, gridDisk, UNITS } from 'h3-js';
import type { Types } from 'mongoose';
import { cellOf, middleOf, stretchOf } from '../../platform/h3-cells';
import { metresBetween } from './case-pictures';
import { aroundIndex, IssueModel, type IssueRecord } from './issue.model';
import { hiddenStates } from './issue.policy';

export interface Around {
  point: LngLat;
  radius: number;
  states: readonly IssueState[];
  groupCode?: string;
}

interface Candidate {
  id: Types.ObjectId;
  metres: number;
  group: StateGroup;
}

/** Circles searched one after the other until enough is found; each is about seven times the one before. */
const CIRCLES = [32, 86, 228, 602, 1600, 4200];
/** Rings of cells that cover such a circle, and the finest cells used. */
const RINGS = 3;
const FINEST = 12;
/** A cell reaches at most this many of its edges from its middle, with what its smallest cells stick out. */
const REACH = 1.5;

/**
 * The nearest cases whose exact place may be known, by an index alone: circle after circle, so that a crowded square
 * costs no more than what is shown of it, and an old case next door is found before a new one farther away.
 */
export async function nearestIds(around: Around, most: number): Promise<Types.ObjectId[]> {
  // What is not accepted yet is found by what the public may know of its place.
  const states = around.states.filter((state) => state !== 'reported' && !hiddenStates.includes(state));
  if (states.length === 0) return [];
  for (const [i, circle] of [...CIRCLES, Number.POSITIVE_INFINITY].entries()) {
    const metres = Math.min(circle, around.radius);
    // The middle of a smallest cell is up to half a metre from the case.
    const edge = metres === around.radius ? metres + 1 : metres;
    const found = (await within(around, metres, FINEST - i, states)).filter((each) => each.metres <= edge);
    if (found.length >= most || metres === around.radius) {
      return found
        .sort(byDistance)
        .slice(0, most)
        .map(({ id }) => id);
    }
  }
  return [];
}

/** Rounded as it is shown, then open before closed, then the newest. */
const byDistance = (a: Candidate, b: Candidate) =>
  Math.round(a.metres) - Math.round(b.metres) ||
  a.group.localeCompare(b.group) ||
  (String(a.id) < String(b.id) ? 1 : -1);

async function within(
  { point, groupCode }: Around,
  metres: number,
  resolution: number,
  states: readonly IssueState[],
): Promise<Candidate[]> {
  const groups = [...new Set(states.map((state) => stateFacts[state].group))];
  const cells = cellsTouching(point, metres, resolution);
  const found = await IssueModel.find(
    {
      $or: groups.flatMap((group) => cells.map((cell) => ({ group, cellPoint: stretchOf(cell) }))),
      state: { $in: states },
      ...(groupCode && { groupCode }),
    },
    { _id: 1, cellPoint: 1, group: 1 },
  )
    .hint(aroundIndex)
    .lean<Pick<IssueRecord, '_id' | 'cellPoint' | 'group'>[]>();
  return found.map(({ _id, cellPoint, group }) => ({
    id: _id,
    metres: metresBetween(point, middleOf(cellPoint as string)),
    group,
  }));
}

/** The cells of one size a circle can touch. */
function cellsTouching(point: LngLat, metres: number, resolution: number): string[] {
  const reach = metres + getHexagonEdgeLengthAvg(resolution, UNITS.m) * REACH;
  return gridDisk(cellOf(point, resolution), RINGS).filter(
    (cell) => metresBetween(point, middleOf(cell)) <= reach,
  );
}
