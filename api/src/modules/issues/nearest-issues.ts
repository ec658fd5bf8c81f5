import type { LngLat } from '@gongzhi/shared/fields';
import { type IssueState, type StateGroup, stateFacts } from '@gongzhi/shared/issues/states';
import { getHexagonEdgeLengthAvg, gridDisk, UNITS } from 'h3-js';
import type { Types } from 'mongoose';
import { cellOf, FINE, middleOf, POINT, stretchesOf } from '../../platform/h3-cells';
import { keepLatest } from '../../platform/keep-latest';
import { metresBetween } from './case-pictures';
import { aroundIndex, aroundOfGroupIndex, cellIndex, IssueModel, type IssueRecord } from './issue.model';
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

/** Circles a search may take, in metres: two for each size of cells, the wider as wide as these cover. */
const CIRCLES = [1.7, 2.8, 4.6, 7.4, 12, 20, 32, 53, 86, 140, 228, 370, 602, 980, 1600, 2600, 4200];
/** How fine the cells are that cover a circle. */
const resolutionOf = (circle: number) => POINT - Math.floor(circle / 2);
/** How much wider than the one before a circle is. */
const WIDER = 1.63;
/** Where a search for twenty begins where none was before: a crossing with its corners. */
const FIRST = CIRCLES.indexOf(32);
/** Rings of cells that cover the wider of them. */
const RINGS = 5;
/** A cell reaches at most this many of its edges from its middle, with what its smallest cells stick out. */
const REACH = 1.5;
/** So many in a circle that is more than enough say: too wide, look nearer first. */
const crowd = (most: number) => 5 * most;
/** Nothing is read further: on the narrowest spot, or in the first ring of a huge crowd, some must do. */
const MOST_READ = 2000;

/**
 * The nearest cases whose exact place may be known, by an index alone. The circle that holds just enough is found by
 * halving: a crowded square costs little more than what is shown of it, an empty field only a few looks, and an old
 * case next door comes before a new one farther away.
 */
export async function nearestIds(around: Around, most: number): Promise<Types.ObjectId[]> {
  // What is not accepted yet is found by what the public may know of its place.
  const states = around.states.filter((state) => state !== 'reported' && !hiddenStates.includes(state));
  if (states.length === 0) return [];
  const last = circleOf(around.radius);
  const here = [cellOf(around.point, FINE), most, states.join(), around.groupCode].join(' ');
  const start = endedAt.get(here) ?? widened(FIRST, 20 * 1.5, most);
  let [low, high, circle] = [0, last, Math.min(start, last)];
  while (low <= high) {
    const found = await within(around, circle, states, crowd(most));
    const known = upToEdge(found, around, circle);
    const isWhole = found.length < crowd(most);
    if (isWhole && (known.length >= most || circle === last)) {
      keepLatest(endedAt, here, circle, MOST_REMEMBERED);
      return nearest(known, most);
    }
    if (isWhole) low = circle + 1;
    else high = circle - 1;
    const likely = isWhole ? widened(circle, known.length, most) : Math.floor((low + high) / 2);
    circle = Math.min(Math.max(likely, low), high);
  }
  // The narrower circle has too few, this one a crowd, of which most may stand just outside.
  for (circle = low; ; circle++) {
    const known = upToEdge(await within(around, circle, states, MOST_READ), around, circle);
    if (known.length >= most || circle === last) return nearest(known, most);
  }
}

/** In which circle such a search in this neighbourhood ended: where the next one begins. */
const endedAt = new Map<string, number>();
const MOST_REMEMBERED = 2000;

/** The circle that would hold enough if cases lay as close together farther out. */
function widened(circle: number, held: number, most: number): number {
  const times = Math.sqrt((1.5 * most) / Math.max(held, 1));
  return circle + Math.round(Math.log(times) / Math.log(WIDER));
}

const nearest = (found: Candidate[], most: number) =>
  found
    .sort(byDistance)
    .slice(0, most)
    .map(({ id }) => id);

/** How far a circle is known: its own edge, or the radius asked for; a smallest cell's middle is half a metre off. */
function edgeOf({ radius }: Around, circle: number): number {
  const metres = CIRCLES[circle] ?? Number.POSITIVE_INFINITY;
  return metres >= radius ? radius + 1 : metres;
}

function upToEdge(found: readonly Candidate[], around: Around, circle: number): Candidate[] {
  const edge = edgeOf(around, circle);
  return found.filter(({ metres }) => metres <= edge);
}

/** The narrowest circle that holds all of a radius; the one after the last has no edge of its own. */
function circleOf(radius: number): number {
  const wide = CIRCLES.findIndex((metres) => metres >= radius);
  return wide < 0 ? CIRCLES.length : wide;
}

/** Rounded as it is shown, then open before closed, then the newest. */
const byDistance = (a: Candidate, b: Candidate) =>
  Math.round(a.metres) - Math.round(b.metres) ||
  a.group.localeCompare(b.group) ||
  (String(a.id) < String(b.id) ? 1 : -1);

/** Cases in the cells that cover a circle, no more than a limit. */
async function within(
  around: Around,
  circle: number,
  states: readonly IssueState[],
  limit: number,
): Promise<Candidate[]> {
  const { point, groupCode } = around;
  const groups = [...new Set(states.map((state) => stateFacts[state].group))];
  const cells = cellsTouching(point, edgeOf(around, circle), resolutionOf(circle));
  const branches = groups.flatMap((group) =>
    stretchesOf(cells).map((cellPoint) => ({ group, ...(groupCode && { groupCode }), cellPoint })),
  );
  const found = await IssueModel.find(
    { $or: branches, state: { $in: states } },
    { _id: 1, cellPoint: 1, group: 1 },
  )
    .hint(groupCode ? aroundOfGroupIndex : aroundIndex)
    .limit(limit)
    .batchSize(limit)
    .lean<Pick<IssueRecord, '_id' | 'cellPoint' | 'group'>[]>();
  return found.map(({ _id, cellPoint, group }) => ({
    id: _id,
    metres: metresBetween(point, middleOf(cellPoint as string)),
    group,
  }));
}

/** Circles a search for what nobody has accepted takes before the last one, in metres: each about seven times as wide. */
const UNACCEPTED_CIRCLES = [370, 980, 2600];
/** From the middle of a fine cell to the farthest case in it, in metres. */
const FINE_REACH = 250;

/**
 * Of the cases nobody has accepted those in the nearest fine cells, the newest of each first, by an index alone: their
 * exact place is for those who work on them only.
 */
export async function unacceptedIds(around: Around, most: number): Promise<Types.ObjectId[]> {
  const last = around.radius + FINE_REACH;
  // A wider circle may hold more than is read of it: what a narrower one showed stays.
  const known = new Map<string, Candidate>();
  for (const circle of [...UNACCEPTED_CIRCLES.filter((metres) => metres < last), last]) {
    for (const found of await unacceptedWithin(around, circle)) {
      if (found.metres <= circle || circle === last) known.set(String(found.id), found);
    }
    if (known.size >= most) break;
  }
  return nearest([...known.values()], most);
}

/** Measured from the middle of their cells, no more than a limit. */
async function unacceptedWithin({ point, groupCode }: Around, circle: number): Promise<Candidate[]> {
  const cells = cellsTouching(point, circle, Math.min(FINE, resolutionOf(circleOf(circle))));
  const branches = stretchesOf(cells, FINE).map((cellFine) => ({ state: 'reported' as const, cellFine }));
  const found = await IssueModel.find(
    { $or: branches, ...(groupCode && { groupCode }) },
    { _id: 1, cellFine: 1 },
  )
    .hint(cellIndex)
    .limit(MOST_READ)
    .batchSize(MOST_READ)
    .lean<Pick<IssueRecord, '_id' | 'cellFine'>[]>();
  return found.map(({ _id, cellFine }) => ({
    id: _id,
    metres: metresBetween(point, middleOf(cellFine as string)),
    group: stateFacts.reported.group,
  }));
}

/** The cells of one size a circle can touch. */
function cellsTouching(point: LngLat, metres: number, resolution: number): string[] {
  const reach = metres + getHexagonEdgeLengthAvg(resolution, UNITS.m) * REACH;
  return gridDisk(cellOf(point, resolution), RINGS).filter(
    (cell) => metresBetween(point, middleOf(cell)) <= reach,
  );
}
