import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { makeDemoAccounts } from '../modules/identity/make-demo-accounts';
import { requireDemo } from '../modules/identity/sign-in-demo';
import { allPlaces } from '../modules/places/place-index';
import { calendar, currentCatalogue } from '../modules/standards/standards.queries';
import { clock, setClock } from '../platform/clock';
import { logger } from '../platform/logger';
import { Cast } from './cast';
import { CaseLife } from './life-of-case';
import { demoPersonRow } from './people-schema';
import { forgetPictures } from './pictures';
import { planCases, situationRow } from './plan-cases';
import { SeedingModel } from './seeding.model';

export interface SeededCases {
  cases: number;
  steps: number;
  /** Cases that broke off because a step was refused; none in a sound program. */
  broken: number;
}

/**
 * Plays two months of cases through the real commands, every step at its own moment, so that due times, figures and
 * timelines are as they would have come about. Done once for a database; the clock of the process is moved meanwhile,
 * so nothing else may run in it.
 */
export async function seedCases(now: Date): Promise<SeededCases> {
  requireDemo();
  const begun = await SeedingModel.findById('cases').lean();
  if (begun) return { cases: 0, steps: 0, broken: 0 };
  await SeedingModel.create({ _id: 'cases', startedAt: now });
  const lives = await prepareLives(now);
  const usual = clock.now;
  try {
    const played = await play(lives, now);
    await SeedingModel.updateOne({ _id: 'cases' }, { $set: { finishedAt: now, cases: played.cases } });
    return played;
  } finally {
    setClock(usual);
    forgetPictures();
  }
}

async function prepareLives(now: Date): Promise<CaseLife[]> {
  const { default: situations } = await import('./data/situations.json');
  const { default: rows } = await import('./data/people.json');
  const people = z.array(demoPersonRow).parse(rows);
  const { ids } = await makeDemoAccounts(
    people.map(({ key, name, role, about }) => ({ key, name, role, about, order: null })),
    now,
  );
  const world = {
    cast: Cast.gather(people, ids, now),
    catalogue: await currentCatalogue(),
    calendar: await calendar(),
  };
  const plans = planCases(z.array(situationRow).parse(situations), allPlaces(), world.catalogue, now);
  return plans.map((plan) => new CaseLife(plan, world));
}

interface Waiting {
  life: AsyncGenerator<Date, void>;
  at: Date;
}

/** Always the next step of whichever case is first; what would come after `now` is left to the people who look on. */
async function play(lives: readonly CaseLife[], now: Date): Promise<SeededCases> {
  const waiting: Waiting[] = [];
  const played: SeededCases = { cases: lives.length, steps: 0, broken: 0 };
  const step = async (life: Waiting['life']) => {
    try {
      const { value, done } = await life.next();
      if (!done && value <= now) insertByTime(waiting, { life, at: value });
    } catch (err) {
      played.broken++;
      logger.warn({ err }, 'a case of the demonstration broke off');
    }
  };
  for (const life of lives) await step(life.live());
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { at } = next;
    setClock(() => new Date(at));
    await step(next.life);
    played.steps++;
    // Lets signals and timers have their turn.
    if (played.steps % 50 === 0) await pause(0);
  }
  return played;
}

function insertByTime(waiting: Waiting[], item: Waiting): void {
  let [low, high] = [0, waiting.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((waiting[middle] as Waiting).at <= item.at) low = middle + 1;
    else high = middle;
  }
  waiting.splice(low, 0, item);
}
