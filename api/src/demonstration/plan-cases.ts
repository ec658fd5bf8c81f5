import type { LngLat } from '@gongzhi/shared/fields';
import type { IssueState } from '@gongzhi/shared/issues/states';
import { type Catalogue, conditionByCode } from '@gongzhi/shared/standards/catalogue';
import { DAY_MS, HOUR_MS, localDay, MINUTE_MS, startOfLocalDay } from '@gongzhi/shared/time';
import { z } from 'zod';
import type { IndexedPlace } from '../modules/places/place-index';
import { type Chance, chanceFrom } from './chance';

/** One line of `data/situations.json`: something that happens in a town, in the words of who reports it. */
export const situationRow = z.strictObject({
  kind: z.enum(['problem', 'suggestion']).default('problem'),
  matter: z.string(),
  condition: z.string(),
  where: z.enum(['road', 'alley', 'compound', 'toilet', 'any']),
  scene: z.string(),
  texts: z.array(z.string()).min(1),
  done: z.string(),
  result: z.string(),
  weight: z.number(),
  rural: z.boolean().default(false),
});
export type Situation = z.output<typeof situationRow>;

/** What becomes of a case, besides the usual. */
export type Fate = 'usual' | 'refused' | 'withdrawn' | 'returned' | 'failed' | 'reopened';

export interface PlannedCase {
  n: number;
  situation: Situation;
  text: string;
  point: LngLat;
  reportedAt: Date;
  /** Through which door it comes. */
  door: 'resident' | 'hotline' | 'patrol';
  fate: Fate;
  /** Nobody acts on it any more once it is in this state. */
  staysIn: IssueState | null;
  chance: Chance;
}

/** Cases that went their way, over so many days back. */
const USUAL_CASES = 128;
const DAYS_BACK = 60;
/** Cases of the last days that wait for somebody, by state. */
const WAITING: readonly (readonly [IssueState, number])[] = [
  ['reported', 8],
  ['accepted', 5],
  ['filed', 5],
  ['dispatched', 20],
  ['handled', 9],
  ['verified', 5],
];

/** In every ten waiting for a unit, so many are late. */
const LATE_SHARE = 0.25;

/** All cases of the demonstration, told from the places and the present moment; the same for the same day. */
export function planCases(
  situations: readonly Situation[],
  places: readonly IndexedPlace[],
  catalogue: Catalogue,
  now: Date,
): PlannedCase[] {
  const chance = chanceFrom(Math.floor(startOfLocalDay(localDay(now)).getTime() / DAY_MS));
  const problems = weighted(situations.filter(({ kind }) => kind === 'problem'));
  const plans: PlannedCase[] = [];
  const add = (situation: Situation, reportedAt: Date, fate: Fate, staysIn: IssueState | null) => {
    const n = plans.length + 1;
    const place = pickPlace(situation, places, chance);
    const text = chance.pick(situation.texts).replaceAll('{spot}', place.name);
    const point = pointAt(place, chance);
    const door = pickDoor(situation, chance);
    plans.push({ n, situation, text, point, reportedAt, door, fate, staysIn, chance: chanceFrom(n * 7919) });
  };
  for (let i = 0; i < USUAL_CASES; i++) {
    const back = chance.number(1.2, DAYS_BACK) * DAY_MS;
    add(chance.pick(problems), inDaytime(new Date(now.getTime() - back), chance), pickFate(chance), null);
  }
  for (const situation of situations.filter(({ kind }) => kind === 'suggestion')) {
    const back = chance.number(0.5, 40) * DAY_MS;
    add(situation, inDaytime(new Date(now.getTime() - back), chance), 'usual', null);
  }
  for (const [state, count] of WAITING) {
    for (let i = 0; i < count; i++) {
      const situation = chance.pick(problems);
      add(situation, waitingSince(state, situation, catalogue, now, chance), 'usual', state);
    }
  }
  return plans;
}

const weighted = (situations: readonly Situation[]) =>
  situations.flatMap((situation) => Array.from({ length: situation.weight }, () => situation));

function pickFate(chance: Chance): Fate {
  const roll = chance.number(0, 1);
  if (roll < 0.05) return 'refused';
  if (roll < 0.08) return 'withdrawn';
  if (roll < 0.15) return 'returned';
  if (roll < 0.24) return 'failed';
  return roll < 0.29 ? 'reopened' : 'usual';
}

function pickDoor({ kind }: Situation, chance: Chance): PlannedCase['door'] {
  if (kind === 'suggestion') return 'resident';
  const roll = chance.number(0, 1);
  if (roll < 0.12) return 'hotline';
  return roll < 0.28 ? 'patrol' : 'resident';
}

function pickPlace(situation: Situation, places: readonly IndexedPlace[], chance: Chance): IndexedPlace {
  const { where, rural } = situation;
  const kinds =
    where === 'any' ? (rural || chance.yes(0.35) ? ['village', 'community'] : ['road', 'compound']) : [where];
  return chance.pick(places.filter(({ kind }) => kinds.includes(kind)));
}

const METRE = 1 / 111_195;

/** A point on the street, or in and around the place. */
function pointAt(place: IndexedPlace, chance: Chance): LngLat {
  const { geometry } = place;
  let [lng, lat] = place.centre;
  let spread = place.kind === 'village' || place.kind === 'community' ? 220 : 45;
  if (geometry.type === 'LineString') {
    const i = Math.floor(chance.number(0, geometry.coordinates.length - 1));
    const [from, to] = [geometry.coordinates[i], geometry.coordinates[i + 1]] as [LngLat, LngLat];
    const share = chance.number(0, 1);
    lng = from[0] + (to[0] - from[0]) * share;
    lat = from[1] + (to[1] - from[1]) * share;
    spread = 9;
  }
  const rounded = (value: number) => Number(value.toFixed(6));
  return [
    rounded(lng + chance.number(-spread, spread) * METRE * 1.17),
    rounded(lat + chance.number(-spread, spread) * METRE),
  ];
}

/** The same day, at an hour at which people are out: 07:00 to 21:00. */
function inDaytime(time: Date, chance: Chance): Date {
  return new Date(startOfLocalDay(localDay(time)).getTime() + chance.number(7, 21) * HOUR_MS);
}

/** When a case that waits now was reported, so that some are fresh, some due soon and some late. */
function waitingSince(
  state: IssueState,
  { condition }: Situation,
  catalogue: Catalogue,
  now: Date,
  chance: Chance,
): Date {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  if (state === 'reported') return ago(chance.number(0.1, chance.yes(0.3) ? 22 : 2.5) * HOUR_MS);
  if (state === 'accepted' || state === 'filed') return ago(chance.number(0.8, 20) * HOUR_MS);
  if (state !== 'dispatched') return ago(chance.number(20, 70) * HOUR_MS);
  const span = spanOf(catalogue, condition);
  const share = chance.yes(LATE_SHARE) ? chance.number(1.1, 1.8) : chance.number(0.05, 0.85);
  return ago(Math.min(span * share, 9 * DAY_MS) + 80 * MINUTE_MS);
}

/** About how long a limit is by the wall clock. */
function spanOf(catalogue: Catalogue, code: string): number {
  const { amount, unit } = (conditionByCode(catalogue, code) ?? catalogue.defaultCondition).limit;
  switch (unit) {
    case 'urgent_hours':
      return amount * HOUR_MS;
    case 'urgent_days':
      return amount * DAY_MS;
    case 'work_hours':
      return amount * 1.6 * HOUR_MS;
    case 'work_days':
      return amount * 1.3 * DAY_MS;
  }
}
