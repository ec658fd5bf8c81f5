import { identityContracts } from '@gongzhi/shared/identity/contract';
import { postContracts } from '@gongzhi/shared/posts/contract';
import type { PostRole, PostScope } from '@gongzhi/shared/posts/schema';
import { DAY_MS } from '@gongzhi/shared/time';
import { PostModel, type PostRecord } from '../../../api/src/modules/posts/post.model';
import { activePosts, postsInOrganisation, postsInScope } from '../../../api/src/modules/posts/posts.queries';
import { startTestApp, type TestApp, type TestPerson, testMorning } from '../../support/app';
import { makeSmallDistrict, placeScope, unitScope } from '../../support/small-district';

let app: TestApp;
let administrator: TestPerson;
let townOfficer: TestPerson;
let resident: TestPerson;
beforeAll(async () => {
  app = await startTestApp();
  await makeSmallDistrict();
  administrator = await app.addPerson('邵守诚', { role: 'administrator', scope: await unitScope('BUREAU') });
  townOfficer = await app.addPerson('沈若溪', { role: 'bureau_officer', scope: placeScope('320413001') });
  resident = await app.addPerson('许知夏');
});
beforeEach(() => app.setTime(testMorning));
afterAll(() => app?.stop());

const appoint = (
  as: TestPerson | undefined,
  person: TestPerson,
  role: PostRole,
  scope: PostScope,
  time: { from?: string; until?: string } = {},
) => app.call(postContracts.appoint, { as, body: { accountId: person.accountId, role, scope, ...time } });
const end = (as: TestPerson | undefined, id: string) =>
  app.call(postContracts.end, { as, params: { id }, body: { why: '轮岗' } });

test('who is appointed has the right with the next request, and loses it and the sign-in on leaving', async () => {
  const person = await app.addPerson('丁小满');
  const made = await appoint(administrator, person, 'grid_worker', placeScope('320413001001001'));
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ title: '东门第一网格网格员', appointedBy: '邵守诚', endedAt: null });
  const me = await app.call(identityContracts.me, { as: person });
  expect(me.body).toMatchObject({ desks: ['check'], posts: [{ role: 'grid_worker' }] });

  const ended = await end(administrator, made.body.id);
  expect(ended.body.endedAt).toBe(testMorning.toISOString());
  expect((await app.call(identityContracts.me, { as: person })).error?.code).toBe('SESSION_ENDED');
  expect(await activePosts(person.accountId, testMorning)).toEqual([]);
  const stored = await PostModel.findById(made.body.id).lean<PostRecord>();
  expect(stored).toMatchObject({ role: 'grid_worker', endedWhy: '轮岗' });
  expect((await end(administrator, made.body.id)).error?.code).toBe('CONFLICT');
});

test('the same post twice is refused, also when two appoint at once; one after the other is history', async () => {
  const person = await app.addPerson('范立群');
  const scope = placeScope('R-1');
  const both = await Promise.all([1, 2].map(() => appoint(administrator, person, 'chief', scope)));
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const [first] = both.filter(({ status }) => status === 201);
  await end(administrator, first?.body.id ?? '');
  expect((await appoint(administrator, person, 'chief', scope)).status).toBe(201);
  const { items } = (
    await app.call(postContracts.list, { as: administrator, query: { accountId: person.accountId } })
  ).body;
  expect(items.map(({ endedAt }) => endedAt === null)).toEqual([true, false]);
});

test('a post has its time', async () => {
  const person = await app.addPerson('苏和平');
  const scope = placeScope('C-1');
  const at = (days: number) => new Date(testMorning.getTime() + days * DAY_MS).toISOString();
  await appoint(administrator, person, 'building_head', scope, { from: at(1), until: at(3) });
  expect(await activePosts(person.accountId, testMorning)).toEqual([]);
  expect(await activePosts(person.accountId, new Date(at(2)))).toHaveLength(1);
  expect(await activePosts(person.accountId, new Date(at(3)))).toEqual([]);
  const overlap = await appoint(administrator, person, 'building_head', scope, { from: at(2), until: at(5) });
  expect(overlap.error?.code).toBe('POST_OVERLAPS');
  const after = await appoint(administrator, person, 'building_head', scope, { from: at(3) });
  expect(after.status).toBe(201);
  const backwards = await appoint(administrator, person, 'deputy', scope, { from: at(3), until: at(2) });
  expect(backwards.error).toMatchObject({ code: 'VALIDATION_FAILED', fields: { until: '结束要晚于开始' } });
});

test('a bureau officer appoints in the own area, and not to the bureau’s own desks', async () => {
  const person = await app.addPerson('潘春妮');
  const inside = placeScope('320413001001');
  expect((await appoint(townOfficer, person, 'grid_worker', inside)).status).toBe(201);
  const refused = [
    await appoint(townOfficer, person, 'grid_worker', placeScope('320413002')),
    await appoint(townOfficer, person, 'grid_worker', placeScope('320413')),
    await appoint(townOfficer, person, 'administrator', inside),
    await appoint(townOfficer, person, 'bureau_officer', inside),
    await appoint(townOfficer, person, 'unit_officer', await unitScope('U-1')),
    await appoint(resident, resident, 'administrator', await unitScope('BUREAU')),
  ];
  expect(refused.map(({ error }) => error?.code)).toEqual(Array(6).fill('FORBIDDEN'));
  expect((await appoint(townOfficer, person, 'unit_officer', await unitScope('K-1'))).status).toBe(201);
  expect((await appoint(undefined, person, 'chief', inside)).status).toBe(401);
});

test('somebody or something that is not there cannot be appointed', async () => {
  const nobody = { ...resident, accountId: 'f'.repeat(24) };
  expect((await appoint(administrator, nobody, 'chief', placeScope('R-1'))).status).toBe(404);
  const nowhere = { kind: 'place' as const, id: 'e'.repeat(24) };
  expect((await appoint(administrator, resident, 'chief', nowhere)).status).toBe(404);
  expect((await end(administrator, 'd'.repeat(24))).status).toBe(404);
});

test('the list is for the desks; everybody sees the own posts', async () => {
  expect((await app.call(postContracts.list, { as: resident })).error?.code).toBe('FORBIDDEN');
  const own = await app.call(postContracts.list, { as: resident, query: { accountId: resident.accountId } });
  expect(own.body.items).toEqual([]);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await app.call(postContracts.list, { as: administrator, query: { limit: 3, cursor } });
    seen.push(...page.body.items.map(({ id }) => id));
    cursor = page.body.next ?? undefined;
  } while (cursor);
  expect(seen).toEqual([...new Set(seen)].sort().reverse());
  expect(seen).toHaveLength(await PostModel.countDocuments({}));
});

test('who is in post for a place or an organisation', async () => {
  const cell = placeScope('320413001001001');
  const worker = await app.addPerson('谭景行', { role: 'grid_worker', scope: cell });
  const found = await postsInScope('grid_worker', [cell.id, placeScope('320413').id], testMorning);
  expect(found.map(({ accountId }) => accountId)).toContain(worker.accountId);
  expect(await postsInScope('chief', [cell.id], testMorning)).toEqual([]);
  const unit = await unitScope('U-1');
  const officer = await app.addPerson('马清扬', { role: 'unit_officer', scope: unit });
  expect((await postsInOrganisation(unit.id, testMorning)).map(({ accountId }) => accountId)).toEqual([
    officer.accountId,
  ]);
});
