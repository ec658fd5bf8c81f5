import { HOUR_MS } from '@gongzhi/shared/time';
import { z } from 'zod';
import { recomputeFigures } from '../modules/figures/recompute-figures';
import { makeDemoAccounts } from '../modules/identity/make-demo-accounts';
import { requireDemo } from '../modules/identity/sign-in-demo';
import { listInbox } from '../modules/inbox/inbox.queries';
import { markRead } from '../modules/inbox/mark-read';
import { allPlaces } from '../modules/places/place-index';
import { calendar, currentCatalogue } from '../modules/standards/standards.queries';
import { tellDueIssues } from '../outbox/worker';
import { logger } from '../platform/logger';
import { gatherCast } from './cases/cast';
import { at, withOwnTimes } from './cases/own-time';
import { planCases } from './cases/plan';
import { CasePlay } from './cases/play';
import { openStoryBook } from './cases/stories';
import { demoPersonRow } from './people-schema';
import { forgetPictures } from './pictures';
import { SeedingModel } from './seeding.model';

export interface SeededCases {
  cases: number;
  steps: number;
  told: number;
  /** Cases that broke off because a step was refused; none in a sound program. */
  broken: number;
}

/** So many cases are played at the same time: their writes share what a commit costs. */
const AT_ONCE = 16;
/** Older news has been read by everybody. */
const READ_AFTER_MS = 36 * HOUR_MS;
const FIGURE_DAYS = 90;

/**
 * Plays two months of cases through the real commands, every step at its own time, so that due times, timelines and
 * figures are as they would have come about. Done once for a database; only in demonstration mode.
 */
export async function seedCases(now: Date): Promise<SeededCases> {
  requireDemo();
  const seeding = await SeedingModel.findById('cases').lean();
  if (seeding?.finishedAt) return { cases: 0, steps: 0, told: 0, broken: 0 };
  if (!seeding) await SeedingModel.create({ _id: 'cases', startedAt: now });
  try {
    // A first start that was broken off is gone on with as it was begun; what is done already is recognised.
    const played = await withOwnTimes(() => playCases(seeding?.startedAt ?? now, Boolean(seeding)));
    await SeedingModel.updateOne({ _id: 'cases' }, { $set: { finishedAt: now, cases: played.cases } });
    return played;
  } finally {
    forgetPictures();
  }
}

async function playCases(now: Date, resumed: boolean): Promise<SeededCases> {
  const { residentIds, homes } = await findResidents(now);
  const cast = await gatherCast(residentIds, now);
  const context = {
    cast,
    homes,
    now,
    book: await openStoryBook(),
    catalogue: await currentCatalogue(),
    calendar: await calendar(),
  };
  const plays = (await planCases(context)).map((planned, i) => new CasePlay(planned, context, i));
  const prepared = await allUnbroken(plays, (play) => at(startOf(play), () => play.prepare(resumed)));
  const reported = await reportInOrder(prepared);
  const done = await allUnbroken(reported, playOn);
  const steps = plays.reduce((sum, play) => sum + play.steps.length, 0);
  const told = await tellAll();
  for (const { accountId } of cast.everybody()) await readOldNews(accountId, now);
  await recomputeFigures(now, FIGURE_DAYS);
  return { cases: plays.length, steps, told, broken: plays.length - done.length };
}

/** Everybody who holds no post, those of the sign-in list first, with the place they live in where it says one. */
async function findResidents(now: Date): Promise<{ residentIds: string[]; homes: (string | null)[] }> {
  const { default: rows } = await import('./data/people.json');
  const people = z.array(demoPersonRow).parse(rows);
  const { ids } = await makeDemoAccounts(
    people.map(({ key, name, role, about }) => ({ key, name, role, about, order: null })),
    now,
  );
  const residents = people.filter(({ role }) => role === 'resident');
  const compounds = allPlaces().filter(({ kind }) => kind === 'compound');
  return {
    residentIds: residents.flatMap(({ key }) => ids.get(key) ?? []),
    homes: residents.map(({ about }) => compounds.find(({ name }) => about.endsWith(name))?.code ?? null),
  };
}

const startOf = (play: CasePlay) => play.steps[0]?.at ?? new Date(0);

/** One after the other, so that numbers and lists go by time; answers with those that came in. */
async function reportInOrder(plays: readonly CasePlay[]): Promise<CasePlay[]> {
  const ordered = [...plays].sort((a, b) => startOf(a).getTime() - startOf(b).getTime());
  const reported: CasePlay[] = [];
  for (const play of ordered) {
    if (await unbroken(play, () => at(startOf(play), () => play.report()))) reported.push(play);
  }
  return reported;
}

async function playOn(play: CasePlay): Promise<void> {
  for (const step of play.steps.slice(1)) await at(step.at, () => play.step(step.command));
}

/** Does the work for all plays, some at a time; answers with those that came through. */
async function allUnbroken(
  plays: readonly CasePlay[],
  work: (play: CasePlay) => Promise<void>,
): Promise<CasePlay[]> {
  const waiting = [...plays];
  const through: CasePlay[] = [];
  const worker = async () => {
    for (let play = waiting.shift(); play; play = waiting.shift()) {
      const mine = play;
      if (await unbroken(mine, () => work(mine))) through.push(mine);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return through;
}

/** One case that goes wrong must not keep the whole demonstration from starting. */
async function unbroken({ key }: CasePlay, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (err) {
    logger.warn({ err, key }, 'a case of the demonstration broke off');
    return false;
  }
}

/** What the worker would do after each step, for all steps at once. */
async function tellAll(): Promise<number> {
  const rounds = await Promise.all(Array.from({ length: AT_ONCE }, () => tellDueIssues()));
  return rounds.reduce((sum, { told }) => sum + told, 0);
}

async function readOldNews(accountId: string, now: Date): Promise<void> {
  const { items } = await listInbox(accountId, { unread: 'true', limit: 2000 }, now);
  const old = items.filter((item) => Date.parse(item.at) < now.getTime() - READ_AFTER_MS);
  if (old.length > 0)
    await markRead(
      accountId,
      old.map(({ id }) => id),
      now,
    );
}
