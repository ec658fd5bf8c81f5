import type { LngLat } from '@gongzhi/shared/fields';
import type { Calendar } from '@gongzhi/shared/standards/calendar';
import {
  type Catalogue,
  conditionByCode,
  type FilingCondition,
  groupOf,
} from '@gongzhi/shared/standards/catalogue';
import type { UnitKind } from '@gongzhi/shared/standards/labels';
import { defaultWorkingHours } from '@gongzhi/shared/standards/working-hours';
import { DAY_MS, HOUR_MS, localDay, MINUTE_MS, startOfLocalDay } from '@gongzhi/shared/time';
import type { Actor } from '../../http/actor';
import { findOrganisationByCode } from '../../modules/organisations/organisations.queries';
import { placeByCode } from '../../modules/places/place-index';
import type { Cast, CastUnit } from './cast';
import { type Dice, diceOf } from './dice';
import { allParts, type Part, pathOf, TOWN, VILLAGES } from './parts';
import { type Aim, type RehearsedStep, rehearseUntil } from './rehearse';
import { findSpot, findVillageSpot, inWords, type Spot } from './spots';
import type { Phrases, Story, StoryBook } from './stories';

/** A case with everything decided before it is played. */
export interface PlannedCase {
  part: Part;
  story: Story;
  condition: FilingCondition | null;
  text: string;
  spot: Spot;
  /** Who gives the report: a resident, a grid worker on patrol, or the desk for a caller. */
  reporter: Actor;
  caller: Phrases['callers'][number] | null;
  /** Where a first sending goes that comes back. */
  wrongUnit: CastUnit;
  unit: CastUnit;
  refusal: Phrases['refuse'][number] | null;
  steps: readonly RehearsedStep[];
}

export interface PlanContext {
  cast: Cast;
  book: StoryBook;
  catalogue: Catalogue;
  calendar: Calendar;
  now: Date;
  /** Codes of the places where the residents live. */
  homes: readonly (string | null)[];
}

/** About how often each class is reported in a town, by the first two digits of its code, in percent. */
const mix: Record<string, number> = {
  '06': 65,
  '09': 22,
  '07': 4,
  '01': 3,
  '03': 1,
  '08': 3,
  '02': 1,
  '10': 1,
};

export async function planCases(context: PlanContext): Promise<PlannedCase[]> {
  const planner = new Planner(context);
  const planned: PlannedCase[] = [];
  for (const [i, part] of allParts().entries()) planned.push(await planner.plan(part, i));
  return planned;
}

class Planner {
  private readonly told = new Map<string, number>();
  private readonly lines = new Map<string, readonly string[]>();

  constructor(private readonly context: PlanContext) {}

  async plan(part: Part, i: number): Promise<PlannedCase> {
    const { cast, book, homes, now } = this.context;
    const dice = diceOf(1000 + i);
    const resident = part.resident ?? Math.floor(dice.between(0, cast.residents.length));
    const home = part.atHome ? placeByCode(homes[resident] ?? '')?.centre : undefined;
    const [story, found] = await this.storyAndSpot(part, home, dice);
    const spot = part.through === 'words' ? inWords(found) : found;
    const places = spot.placeIds;
    const condition = conditionByCode(this.context.catalogue, story.condition ?? '');
    const line = this.lineOf(story);
    const unit = (await cast.unitFor(line, places, part.unit)) ?? (await cast.unitFor('town', places));
    const wrongUnit = (await cast.unitFor('town', places)) ?? unit;
    if (!unit || !wrongUnit) throw new Error(`the demonstration has nobody for ${line} in ${spot.name}`);
    const refusal =
      part.stand === 'refused' ? (book.phrases.refuse[i % book.phrases.refuse.length] ?? null) : null;
    const resided = cast.residents[resident] as Actor;
    const reporter =
      part.through === 'hotline'
        ? cast.dispatcherAt(places)
        : part.through === 'patrol'
          ? cast.checkerAt(places)
          : resided;
    const reportedByResident = reporter === resided;
    const rated =
      part.stand === 'closed' &&
      reportedByResident &&
      part.rating !== 'none' &&
      (part.rating !== undefined || dice.chance(0.6));
    const turns = part.turns?.filter((turn) => turn !== 'reopen' || reportedByResident);
    const path = pathOf({ ...part, turns }, rated);
    const { steps } = rehearseUntil(
      {
        path,
        pace: part.pace ?? 'usual',
        seed: 5000 + i,
        clocks: {
          kind: story.kind,
          limits: this.context.catalogue.stepLimits,
          handleLimit: condition?.limit,
          calendar: this.context.calendar,
          hours: defaultWorkingHours,
          unitHours: unit.hours,
        },
      },
      aimOf(part, now, dice),
    );
    const text = (refusal?.text ?? this.leastTold(story)).replaceAll('{spot}', spot.name);
    this.told.set(text, (this.told.get(text) ?? 0) + 1);
    return {
      part: { ...part, turns },
      story,
      condition,
      text,
      spot,
      reporter,
      caller: part.through === 'hotline' ? dice.pick(book.phrases.callers) : null,
      wrongUnit,
      unit,
      refusal,
      steps,
    };
  }

  private lineOf(story: Story): UnitKind {
    const { catalogue } = this.context;
    const condition = conditionByCode(catalogue, story.condition ?? '');
    return story.line ?? condition?.unitKind ?? groupOf(catalogue, story.matter)?.unitKind ?? 'town';
  }

  private async linesOf(unitCode: string): Promise<readonly string[]> {
    const known = this.lines.get(unitCode);
    if (known) return known;
    const lines = (await findOrganisationByCode(unitCode))?.lines ?? [];
    this.lines.set(unitCode, lines);
    return lines;
  }

  /** A story that fits what is wanted and has been told least, at a place where it can happen. */
  private async storyAndSpot(part: Part, home: LngLat | undefined, dice: Dice): Promise<[Story, Spot]> {
    const within = (part.within ?? TOWN).flatMap((code) => placeByCode(code)?.id ?? []);
    const lines = part.unit ? await this.linesOf(part.unit) : null;
    const fitting = this.context.book.stories.filter(
      (story) =>
        story.kind === (part.kind ?? 'problem') &&
        (!lines || lines.includes(this.lineOf(story))) &&
        this.fitsPace(story, part),
    );
    for (const story of this.inTurn(fitting, Boolean(lines), dice)) {
      const rural = part.within?.some((code) => VILLAGES.includes(code));
      if (rural && !story.rural) continue;
      const spot = rural
        ? findVillageSpot(within, dice)
        : ((await findSpot(story, { within, near: home }, dice)) ??
          (home ? await findSpot(story, { within }, dice) : null));
      if (spot) return [story, this.use(story, spot)];
    }
    throw new Error(`no story fits ${JSON.stringify(part)}`);
  }

  /** What runs out within hours, day or night, cannot wait for days. */
  private fitsPace(story: Story, { stand, pace = 'usual' }: Part): boolean {
    const limit = conditionByCode(this.context.catalogue, story.condition ?? '')?.limit;
    if (!limit || stand !== 'dispatched' || pace === 'late') return true;
    return pace === 'soon' ? limit.unit !== 'urgent_hours' : limit.unit.endsWith('days');
  }

  private use(story: Story, spot: Spot): Spot {
    this.told.set(this.keyOf(story), this.timesTold(story) + 1);
    return spot;
  }

  private readonly keyOf = ({ matter, condition = '', where, texts }: Story) =>
    [matter, condition, where, texts[0]].join();
  private timesTold(story: Story): number {
    return this.told.get(this.keyOf(story)) ?? 0;
  }

  /** Least told first for what it has to say; a class by the usual mix goes before the others. */
  private inTurn(stories: readonly Story[], anyClass: boolean, dice: Dice): Story[] {
    const roll = dice.between(0, 100);
    let sum = 0;
    const favoured = Object.entries(mix).find(([, percent]) => {
      sum += percent;
      return roll < sum;
    })?.[0];
    const rank = (story: Story) => {
      const other = anyClass || !favoured || story.matter.startsWith(favoured) ? 0 : 10;
      return other + this.timesTold(story) / story.texts.length + dice.between(0, 0.3);
    };
    return stories
      .map((story) => ({ story, rank: rank(story) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ story }) => story);
  }

  private leastTold(story: Story): string {
    return story.texts[(this.timesTold(story) - 1) % story.texts.length] as string;
  }
}

/** What the clocks must say now of a case that stands there. */
function aimOf({ stand, kind, pace = 'usual', daysAgo }: Part, now: Date, dice: Dice): Aim {
  const hours = (count: number) => new Date(now.getTime() + count * HOUR_MS);
  if (daysAgo !== undefined) {
    const day = startOfLocalDay(localDay(new Date(now.getTime() - daysAgo * DAY_MS)));
    return { now, reportedBefore: new Date(day.getTime() + dice.between(7, 20) * HOUR_MS) };
  }
  // Nobody's clock runs while the desk is to close it.
  const unclocked = stand === 'verified' || (stand === 'handled' && kind === 'suggestion');
  if (unclocked) return { now };
  if (pace === 'late') return { now, due: { from: hours(-40), to: hours(-0.3) } };
  if (pace === 'soon') return { now, due: { from: new Date(now.getTime() + 15 * MINUTE_MS), to: hours(4) } };
  return { now, due: { from: hours(stand === 'dispatched' ? 4 : 0.1), to: hours(24 * 40) } };
}
