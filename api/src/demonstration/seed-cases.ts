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
}

/** So many cases are played at the same time: their writes share what a commit costs. */
const AT_ONCE = 8;
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
  if (seeding) return { cases: 0, steps: 0, told: 0 };
  await SeedingModel.create({ _id: 'cases', startedAt: now });
  try {
    const played = await withOwnTimes(() => playCases(now));
    await SeedingModel.updateOne({ _id: 'cases' }, { $set: { finishedAt: now, cases: played.cases } });
    return played;
  } finally {
    forgetPictures();
  }
}

async function playCases(now: Date): Promise<SeededCases> {
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
  await reportInOrder(plays);
  await inParallel(plays, playOn);
  const steps = plays.reduce((sum, play) => sum + play.steps.length, 0);
  const told = await tellAll();
  for (const { accountId } of cast.everybody()) await readOldNews(accountId, now);
  await recomputeFigures(now, FIGURE_DAYS);
  return { cases: plays.length, steps, told };
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

/** One after the other, so that numbers and lists go by time. */
async function reportInOrder(plays: readonly CasePlay[]): Promise<void> {
  const ordered = [...plays].sort((a, b) => startOf(a).getTime() - startOf(b).getTime());
  for (const play of ordered) await at(startOf(play), () => play.report());
}

async function playOn(play: CasePlay): Promise<void> {
  for (const step of play.steps.slice(1)) await at(step.at, () => play.step(step.command));
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

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
