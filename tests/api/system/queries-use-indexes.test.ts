import mongoose from 'mongoose';
import { AccountModel } from '../../../api/src/modules/identity/account.model';
import { SessionModel } from '../../../api/src/modules/identity/session.model';
import { OrganisationModel } from '../../../api/src/modules/organisations/organisation.model';
import { PlaceModel } from '../../../api/src/modules/places/place.model';
import { PostModel } from '../../../api/src/modules/posts/post.model';
import { SavedFiltersModel } from '../../../api/src/modules/saved-filters/saved-filters.model';
import { startTestApp, type TestApp, testMorning } from '../../support/app';

let app: TestApp;
const id = new mongoose.Types.ObjectId();
const times = { createdAt: testMorning, updatedAt: testMorning };
beforeAll(async () => {
  app = await startTestApp();
  // Enough that reading everything would show.
  await AccountModel.insertMany(
    Array.from({ length: 300 }, (_, i) => ({
      kind: 'desk',
      name: `人${i}`,
      loginName: `person${i}`,
      ...times,
    })),
  );
  await OrganisationModel.insertMany(
    Array.from({ length: 100 }, (_, i) => ({
      code: `U-${i}`,
      name: '单位',
      shortName: '单位',
      kind: i % 2 ? 'unit' : 'shop',
      lines: [`line_${'abcdefghij'[i % 10]}`],
      placeIds: [],
      ...times,
    })),
  );
  await SavedFiltersModel.create({ _id: id, version: 3, items: [], updatedAt: testMorning });
});
afterAll(() => app?.stop());

type Stage = { stage?: string; inputStage?: Stage; inputStages?: Stage[] };
const stagesOf = (stage?: Stage): string[] =>
  stage
    ? [stage.stage ?? '', ...stagesOf(stage.inputStage), ...(stage.inputStages ?? []).flatMap(stagesOf)]
    : [];

// The filters as the modules send them.
const queries: [string, () => mongoose.Query<unknown, unknown>][] = [
  ['an account by openid', () => AccountModel.find({ openid: 'o' })],
  ['an account by login name', () => AccountModel.find({ loginName: 'person7' })],
  [
    'an account by its link',
    () => AccountModel.find({ linkHash: 'h', linkExpiresAt: { $gt: testMorning }, disabledAt: null }),
  ],
  [
    'desk accounts in order',
    () =>
      AccountModel.find({ kind: 'desk', _id: { $gt: id } })
        .sort({ kind: 1, _id: 1 })
        .limit(200),
  ],
  ['people of the demonstration', () => AccountModel.find({ kind: 'demo', disabledAt: null })],
  ['people of the demonstration by key', () => AccountModel.find({ 'demo.key': { $in: ['a', 'b'] } })],
  ['sign-ins of a person', () => SessionModel.find({ accountId: id, revokedAt: null })],
  ['posts of a person', () => PostModel.find({ accountId: id, endedAt: null })],
  [
    'who is in post for places',
    () => PostModel.find({ role: 'chief', scopeId: { $in: [id] }, endedAt: null }),
  ],
  ['who works for an organisation', () => PostModel.find({ scopeId: id, endedAt: null })],
  ['who acts for a post', () => PostModel.find({ 'actingFor.postId': id, endedAt: null })],
  [
    'public cards of places',
    () => PostModel.find({ role: { $in: ['chief', 'grid_worker'] }, scopeId: { $in: [id] }, endedAt: null }),
  ],
  [
    'the committee of a community',
    () => OrganisationModel.find({ placeIds: id, kind: 'committee', active: true }),
  ],
  ['endings that were broken off', () => PostModel.find({ unfinished: true }).limit(100)],
  ['everybody of a role', () => PostModel.find({ role: 'chief', endedAt: null })],
  ['who is in post for several places', () => PostModel.find({ scopeId: { $in: [id] }, endedAt: null })],
  ['the story of a post', () => PostModel.find({ scopeId: id, role: 'chief' }).sort({ _id: -1 }).limit(51)],
  ['people who are leaving', () => AccountModel.find({ leaving: true }).limit(100)],
  [
    'organisations of some kinds',
    () => OrganisationModel.find({ kind: { $in: ['unit', 'contractor'] }, active: true }).sort({ code: 1 }),
  ],
  ['a slot', () => PostModel.find({ slot: 's', until: { $lte: testMorning } })],
  ['posts by person, newest first', () => PostModel.find({ accountId: id }).sort({ _id: -1 }).limit(51)],
  ['posts by scope, newest first', () => PostModel.find({ scopeId: id }).sort({ _id: -1 }).limit(51)],
  ['posts by role, newest first', () => PostModel.find({ role: 'chief' }).sort({ _id: -1 }).limit(51)],
  ['units for a line of work', () => OrganisationModel.find({ lines: 'line_a', active: true })],
  ['organisations by code', () => OrganisationModel.find({ code: { $in: ['U-1', 'U-2'] } })],
  [
    'the directory',
    () =>
      OrganisationModel.find({ code: { $gt: '' } })
        .sort({ code: 1 })
        .limit(200),
  ],
  [
    'the directory of one kind',
    () =>
      OrganisationModel.find({ kind: 'unit', code: { $gt: '' } })
        .sort({ code: 1 })
        .limit(200),
  ],
  [
    'who may answer a suggestion',
    () => OrganisationModel.find({ kind: { $in: ['unit', 'town_office', 'contractor', 'property_firm'] } }),
  ],
  ['saved filters', () => SavedFiltersModel.find({ _id: id, version: 3 })],
  ['a place by code', () => PlaceModel.find({ code: 'x' })],
];

test.each(queries)('%s comes out of an index, in its order', async (_, query) => {
  const explained = (await query().lean().explain('queryPlanner')) as unknown as {
    queryPlanner: { winningPlan: Stage };
  };
  const stages = stagesOf(explained.queryPlanner.winningPlan);
  expect(stages.some((stage) => ['IXSCAN', 'IDHACK', 'EXPRESS_IXSCAN', 'SORT_MERGE'].includes(stage))).toBe(
    true,
  );
  expect(stages).not.toContain('COLLSCAN');
  expect(stages).not.toContain('SORT');
});
