import { createHash } from 'node:crypto';
import type { ImportReport } from '@gongzhi/shared/organisations/schema';
import type { PostScope } from '@gongzhi/shared/posts/schema';
import { DAY_MS } from '@gongzhi/shared/time';
import { z } from 'zod';
import type { Actor } from '../http/actor';
import { AppError } from '../http/errors';
import { accountNames } from '../modules/identity/accounts.queries';
import { makeDemoAccounts } from '../modules/identity/make-demo-accounts';
import { requireDemo } from '../modules/identity/sign-in-demo';
import { importOrganisations } from '../modules/organisations/import-organisations';
import { findOrganisationByCode } from '../modules/organisations/organisations.queries';
import { importPlaces } from '../modules/places/import-places';
import { placeByCode } from '../modules/places/place-index';
import { makePost } from '../modules/posts/appoint';
import { activePosts, isAnybodyAppointed, postsEverHeld } from '../modules/posts/posts.queries';
import { type DemoPersonRow, demoPersonRow } from './people-schema';
import { seedLists } from './seed-lists';
import { seedPostDetails } from './seed-posts';
import { SeedingModel } from './seeding.model';

/** Everybody has been in post for longer than the oldest case. */
const IN_POST_DAYS = 120;

const appointer = { accountId: null, name: '演示数据' };

export interface Seeded {
  places: number;
  organisations: number;
  people: number;
  posts: number;
}

/**
 * Puts the places, units and people of Jintan in place, each edition of them once: what people did to them since is
 * theirs, unless it is asked for `again`. Only in demonstration mode.
 */
export async function seedDemonstration(now: Date, { again = false } = {}): Promise<Seeded> {
  requireDemo();
  const data = await readData();
  const edition = createHash('sha256').update(JSON.stringify(data)).digest('hex');
  const seeding = await SeedingModel.findById('district').lean();
  if (seeding?.edition === edition && !again) return { places: 0, organisations: 0, people: 0, posts: 0 };
  // A first start that was broken off is gone on with; earlier versions kept no record.
  const settingUp = seeding ? !seeding.edition : !(await isAnybodyAppointed());
  if (!seeding) await SeedingModel.create({ _id: 'district', startedAt: now });
  const seeded = await seedDistrict(data, settingUp, now);
  await SeedingModel.updateOne({ _id: 'district' }, { $set: { edition, finishedAt: now } });
  return seeded;
}

async function readData() {
  const [places, organisations, archives, people, lists] = await Promise.all([
    import('./data/places.json'),
    import('./data/organisations.json'),
    import('./data/archives.json'),
    import('./data/people.json'),
    import('./data/lists.json'),
  ]);
  return {
    places: places.default,
    organisations: organisations.default,
    archives: archives.default,
    people: people.default,
    lists: lists.default,
  };
}

async function seedDistrict(
  { places, organisations, archives, people: rows, lists }: Awaited<ReturnType<typeof readData>>,
  settingUp: boolean,
  now: Date,
): Promise<Seeded> {
  const since = new Date(now.getTime() - IN_POST_DAYS * DAY_MS);
  const options = { dryRun: false, demo: true, by: appointer };
  const placesReport = await importPlaces(places.features, options, since);
  requireRight('places', placesReport);
  const organisationsReport = await importOrganisations(organisations, options, since);
  requireRight('organisations', organisationsReport);
  // What names the unit that answers for it comes after the units.
  const archivesReport = await importPlaces(archives.features, options, since);
  requireRight('archives', archivesReport);
  const people = z.array(demoPersonRow).parse(rows);
  const { ids, made } = await seedAccounts(people, since);
  const posts = await seedPosts(people, ids, since);
  const officer = await actorOf(ids.get('bureau-1') ?? '', now);
  // Only into an installation that is being set up: what people did to it since is theirs.
  if (settingUp) await seedPostDetails(officer, ids, now);
  await seedLists(lists, officer, since, now);
  return {
    places: placesReport.created + archivesReport.created,
    organisations: organisationsReport.created,
    people: made,
    posts,
  };
}

/** Somebody of the demonstration, to do things in their name. */
async function actorOf(accountId: string, now: Date): Promise<Actor> {
  const posts = await activePosts(accountId, now);
  const name = (await accountNames([accountId])).get(accountId) ?? '';
  return {
    accountId,
    sessionId: '',
    name,
    posts: posts.map(({ id, role, scope }) => ({ postId: id, role, scope })),
    consented: true,
  };
}

function requireRight(what: string, { errors }: ImportReport): void {
  const [first] = errors;
  if (first) {
    throw new AppError('INTERNAL', { detail: `${what}: row ${first.row}, ${first.field}: ${first.message}` });
  }
}

async function seedAccounts(
  people: readonly DemoPersonRow[],
  since: Date,
): Promise<{ ids: Map<string, string>; made: number }> {
  const accounts = people.map(({ key, name, role, about, listed }, i) => ({
    key,
    name,
    role,
    about,
    order: listed ? i : null,
  }));
  return makeDemoAccounts(accounts, since);
}

async function seedPosts(
  people: readonly DemoPersonRow[],
  ids: ReadonlyMap<string, string>,
  since: Date,
): Promise<number> {
  let made = 0;
  for (const { key, posts } of people) {
    const accountId = ids.get(key);
    if (!accountId || posts.length === 0) continue;
    // One that was ended stays so.
    const held = await postsEverHeld(accountId);
    for (const post of posts) {
      const scope = await scopeOf(post);
      if (held.some(({ role, scope: { id } }) => role === post.role && id === scope.id)) continue;
      const from = since.toISOString();
      await makePost({ accountId, role: post.role, scope, title: post.title, from }, appointer, since);
      made++;
    }
  }
  return made;
}

async function scopeOf(post: DemoPersonRow['posts'][number]): Promise<PostScope> {
  const [kind, code] =
    'place' in post ? (['place', post.place] as const) : (['organisation', post.organisation] as const);
  const found = kind === 'place' ? placeByCode(code) : await findOrganisationByCode(code);
  if (!found) throw new AppError('INTERNAL', { detail: `the demonstration has no ${kind} ${code}` });
  return { kind, id: found.id };
}
