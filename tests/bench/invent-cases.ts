import { advanceSteps } from '@gongzhi/shared/issues/steps';
import type { Calendar } from '@gongzhi/shared/standards/calendar';
import {
  type Catalogue,
  conditionByCode,
  type FilingCondition,
  groupOf,
} from '@gongzhi/shared/standards/catalogue';
import type { UnitKind } from '@gongzhi/shared/standards/labels';
import { defaultWorkingHours } from '@gongzhi/shared/standards/working-hours';
import { addDays, HOUR_MS, localDay, MINUTE_MS, startOfLocalDay } from '@gongzhi/shared/time';
import type { Types } from 'mongoose';
import type { Cast, CastUnit } from '../../api/src/demonstration/cases/cast';
import { type Dice, diceOf } from '../../api/src/demonstration/cases/dice';
import { type Part, pathOf, VILLAGES } from '../../api/src/demonstration/cases/parts';
import { rehearse, type Script } from '../../api/src/demonstration/cases/rehearse';
import { findSpot, findVillageSpot, moved, type Spot } from '../../api/src/demonstration/cases/spots';
import type { Story, StoryBook } from '../../api/src/demonstration/cases/stories';
import type { IssuePicture, IssueRecord } from '../../api/src/modules/issues/issue.model';
import { locate } from '../../api/src/modules/issues/locate';
import { placeByCode, placeIdsAt } from '../../api/src/modules/places/place-index';
import { type Decided, writeCase } from './write-case';

export interface Scenery {
  cast: Cast;
  book: StoryBook;
  catalogue: Catalogue;
  calendar: Calendar;
  /** Everybody who reports and joins. */
  residents: readonly Types.ObjectId[];
  /** Those one can sign in as, and their share of all reports. */
  busyResidents: readonly Types.ObjectId[];
  busyShare: number;
  pictures: readonly IssuePicture[];
  now: Date;
  seed: number;
}

/**
 * How often each class is reported, in percent: 85,111 cases of one month in Daxing, Beijing, as its district
 * published them (appearance 65.16, street 24.48, advertising 3.17, facilities 2.12, building sites 2.04); the rest
 * is ice on the road, hanging cables and suggestions.
 */
const mix: readonly (readonly [classes: readonly string[], percent: number])[] = [
  [['06'], 65.16],
  [['09'], 24.48],
  [['07'], 3.17],
  [['01', '02', '03', '04'], 2.12],
  [['08'], 2.04],
  [['10'], 1.03],
];
/** Tianmen closed 972 cases, 911 of them, 737 in time: three of four; the rest of the lateness is the desk's and the checks'. */
const LATE = 0.17;
const YEARS = 3;
const SPOTS = 24_000;
/**
 * How hot the hot spots are. With a million cases the hottest of 4,000 spots of a kind gets one or two a day, the
 * first twentieth a third of all; without it the first spot would get one of sixteen, more than any real crossing.
 */
const LEVELLED = 0.1;

interface Place {
  spot: Spot;
  located: ReturnType<typeof locate>;
  /** All around it, some metres away, belongs to the same places. */
  roomy: boolean;
}

/** Which spot, from 0 for the hottest to 1, a chance from 0 to 1 falls on. */
function hotness(chance: number): number {
  return ((chance + LEVELLED) ** 3 - LEVELLED ** 3) / ((1 + LEVELLED) ** 3 - LEVELLED ** 3);
}

/** Invents cases in the order they were reported. The same seed and the same day give the same cases. */
export class Inventor {
  private readonly dice: Dice;
  private readonly places = new Map<string, Promise<Place[]>>();
  private readonly units = new Map<string, CastUnit | null>();
  private readonly stories: (readonly [Story[], number])[];

  constructor(private readonly scenery: Scenery) {
    this.dice = diceOf(scenery.seed);
    const { stories } = scenery.book;
    this.stories = mix.map(([classes, percent]) => [
      stories.filter(({ matter, kind }) => kind === 'problem' && classes.includes(matter.slice(0, 2))),
      percent,
    ]);
    const suggestions = stories.filter(({ kind }) => kind === 'suggestion');
    if (suggestions.length > 0) this.stories = [...this.stories, [suggestions, 2]];
  }

  /** When each case was reported: more by day, on weekdays and in summer, none at night. */
  *times(count: number): Generator<Date> {
    const { now } = this.scenery;
    const days = YEARS * 365;
    const first = addDays(localDay(now), -days);
    const weights = Array.from({ length: days }, (_, i) => {
      const date = startOfLocalDay(addDays(first, i));
      const weekend = [0, 6].includes(new Date(date.getTime() + 8 * HOUR_MS).getUTCDay());
      const season = 1 + 0.25 * Math.sin(((i % 365) / 365) * 2 * Math.PI - 1.2);
      return season * (weekend ? 0.7 : 1) * (0.8 + (0.4 * i) / days) * this.dice.between(0.85, 1.15);
    });
    const whole = weights.reduce((a, b) => a + b, 0);
    let owed = 0;
    for (const [i, weight] of weights.entries()) {
      owed += (weight / whole) * count;
      const today = i === days - 1 ? Math.round(owed) : Math.floor(owed);
      owed -= today;
      const midnight = startOfLocalDay(addDays(first, i)).getTime();
      const minutes = Array.from(
        { length: today },
        () => this.dice.between(6.5 * 60, 13 * 60) + this.dice.between(0, 7 * 60),
      );
      for (const minute of minutes.sort((a, b) => a - b)) yield new Date(midnight + minute * MINUTE_MS);
    }
  }

  async invent(reportedAt: Date, ofTheDay: number, n: number): Promise<IssueRecord> {
    const { catalogue, calendar, now } = this.scenery;
    const dice = diceOf(this.scenery.seed * 7919 + n);
    const story = this.storyOf(dice);
    const place = await this.placeFor(story, dice);
    const condition = conditionByCode(catalogue, story.condition ?? '');
    const unit = await this.unitFor(story, condition, place.spot);
    const through: Decided['through'] = dice.chance(0.22)
      ? 'patrol'
      : dice.chance(0.18)
        ? 'hotline'
        : undefined;
    const suggestion = story.kind === 'suggestion';
    const part: Part = {
      stand: dice.chance(0.04) ? 'refused' : dice.chance(0.012) ? 'withdrawn' : 'closed',
      kind: suggestion ? 'suggestion' : undefined,
      joins: dice.chance(0.12) ? 1 + Math.floor(dice.between(0, 3.5) ** 2 / 3) : 0,
      turns: suggestion ? [] : this.turns(dice, through === undefined),
    };
    const rated = part.stand === 'closed' && through === undefined && dice.chance(0.35);
    const script: Script = {
      path: pathOf(part, rated),
      pace: dice.chance(LATE) ? 'late' : 'usual',
      seed: n,
      clocks: {
        kind: story.kind,
        limits: catalogue.stepLimits,
        handleLimit: condition?.limit,
        calendar,
        hours: defaultWorkingHours,
        unitHours: unit.hours,
      },
    };
    const life = rehearse(script, reportedAt);
    const past = life.steps.filter(({ at }) => at < now);
    let facts = life.facts;
    if (past.length < life.steps.length) {
      facts = [];
      for (const { command, at } of past)
        facts = advanceSteps(facts, command, { ...script.clocks, now: at }).steps;
    }
    const { located, spot } = place;
    const { residentOf } = this;
    const decided = {
      story,
      condition,
      unit,
      located,
      spot,
      steps: past,
      facts,
      through,
      n,
      ofTheDay,
      residentOf,
    };
    return writeCase(decided, this.scenery, dice);
  }

  private storyOf(dice: Dice): Story {
    let roll = dice.between(
      0,
      this.stories.reduce((sum, [, percent]) => sum + percent, 0),
    );
    for (const [stories, percent] of this.stories) {
      roll -= percent;
      if (roll < 0) return dice.pick(stories);
    }
    return dice.pick(this.stories[0]?.[0] ?? []);
  }

  private turns(dice: Dice, byResident: boolean): Part['turns'] {
    if (dice.chance(0.03)) return ['return'];
    if (dice.chance(0.01)) return ['recall'];
    if (dice.chance(0.04)) return ['fail'];
    if (dice.chance(0.03)) return ['correct'];
    return byResident && dice.chance(0.01) ? ['reopen'] : [];
  }

  /** One of many thousand spots of that kind; the first ones far more often than the others: there are hot spots. */
  private async placeFor(story: Story, dice: Dice): Promise<Place> {
    const rural = story.rural && dice.chance(0.5);
    const kind = rural ? 'village' : story.where;
    const finding = this.places.get(kind) ?? this.findPlaces(story, rural);
    this.places.set(kind, finding);
    const places = await finding;
    const place = places[Math.floor(hotness(dice.between(0, 1)) * places.length)] as Place;
    if (!place.roomy) return place;
    const point = moved(place.located.point?.coordinates as [number, number], 8, dice);
    const { cellFine, cellCoarse, cellPoint } = locate({ point, origin: 'gps', address: '-' });
    return {
      ...place,
      located: {
        ...place.located,
        point: { type: 'Point', coordinates: point },
        cellFine,
        cellCoarse,
        cellPoint,
      },
    };
  }

  private async findPlaces(story: Story, rural: boolean): Promise<Place[]> {
    const towns = ['320413001', '320413002', ...VILLAGES];
    const within = (rural ? VILLAGES : towns).flatMap((code) => placeByCode(code)?.id ?? []);
    const dice = diceOf(this.scenery.seed + story.where.length);
    const count = Math.round(SPOTS / 6);
    const places: Place[] = [];
    for (let i = 0; places.length < count && i < count * 2; i++) {
      const spot = rural ? findVillageSpot(within, dice) : await findSpot(story, { within }, dice);
      if (!spot || !('point' in spot.input)) continue;
      const located = locate(spot.input);
      const around = [1, -1].flatMap((x) =>
        [1, -1].map((y): [number, number] => [spot.point[0] + x * 0.0001, spot.point[1] + y * 0.0001]),
      );
      const roomy = around.every((point) => placeIdsAt(point).join() === spot.placeIds.join());
      places.push({ spot, located, roomy });
    }
    if (places.length === 0) throw new Error(`no place for ${story.where}`);
    return places;
  }

  private async unitFor(story: Story, condition: FilingCondition | null, spot: Spot): Promise<CastUnit> {
    const { catalogue, cast } = this.scenery;
    const line: UnitKind =
      story.line ?? condition?.unitKind ?? groupOf(catalogue, story.matter)?.unitKind ?? 'town';
    const key = `${line}|${spot.placeIds.join()}`;
    let unit = this.units.get(key);
    if (unit === undefined) {
      unit = (await cast.unitFor(line, spot.placeIds)) ?? (await cast.unitFor('town', spot.placeIds));
      this.units.set(key, unit);
    }
    if (!unit) throw new Error(`nobody for ${line} in ${spot.name}`);
    return unit;
  }

  private readonly residentOf = (dice: Dice): Types.ObjectId => {
    const { residents, busyResidents } = this.scenery;
    if (busyResidents.length > 0 && dice.chance(this.scenery.busyShare)) return dice.pick(busyResidents);
    return residents[Math.floor(dice.between(0, 1) ** 2 * residents.length)] as Types.ObjectId;
  };
}
