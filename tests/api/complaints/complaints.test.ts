import { ComplaintModel } from '../../../api/src/modules/complaints/complaint.model';
import { DeliveryModel } from '../../../api/src/modules/inbox/delivery.model';
import { runWorkerOnce } from '../../../api/src/outbox/worker';
import { planOf } from '../../support/explain';
import { aMorning, caseAt, newKey, openWorld, type Person, type World } from '../issues/world';

let world: World;
let issueId: string;
beforeAll(async () => {
  world = await openWorld();
  issueId = await caseAt(world, 'accepted');
}, 60_000);
beforeEach(async () => {
  world.setNow(aMorning);
  await ComplaintModel.deleteMany({});
});
afterAll(() => world.close());

const complaint = (more: object = {}) => ({
  key: newKey(),
  reason: 'privacy',
  words: '拍到了我家门牌',
  ...more,
});
const make = (person: Person | null, body: object) => world.call(person, 'POST', '/complaints', body);
const answer = (person: Person | null, id: string, words = '已经处理') =>
  world.call(person, 'POST', `/complaints/${id}/answer`, { words });
const list = (person: Person | null, query = '') => world.call(person, 'GET', `/complaints${query}`);

describe('making one', () => {
  test('about a case, kept as it was sent', async () => {
    const { status, body } = await make('neighbour', complaint({ issueId }));
    expect(status).toBe(201);
    expect(body).toMatchObject({ reason: 'privacy', state: 'open', answer: null, issue: { id: issueId } });
    expect(await ComplaintModel.findById(body.id).lean()).toMatchObject({
      accountId: world.personIds.neighbour,
      words: '拍到了我家门牌',
      state: 'open',
    });
  });

  test('about nothing in particular', async () => {
    const { body } = await make('neighbour', complaint({ reason: 'other' }));
    expect(body.issue).toBeNull();
  });

  test('the same key again gives the same one; with other words it is a mistake', async () => {
    const sent = complaint();
    const [first, second] = await Promise.all([make('neighbour', sent), make('neighbour', sent)]);
    expect(second.body.id).toBe(first.body.id);
    const other = await make('neighbour', { ...sent, words: '别的' });
    expect([other.status, other.body.error.code]).toEqual([422, 'KEY_REUSED']);
    expect(await ComplaintModel.countDocuments({})).toBe(1);
  });

  test('wrong in every field, all told at once', async () => {
    const { status, body } = await make('neighbour', {
      key: '?',
      reason: 'boredom',
      words: ' ',
      issueId: 'x',
    });
    expect(status).toBe(422);
    expect(Object.keys(body.error.fields).sort()).toEqual(['issueId', 'key', 'reason', 'words']);
  });

  test('a case one cannot see is not there, and nobody complains without an account', async () => {
    const hidden = await caseAt(world, 'reported');
    await world.call('dispatcher', 'POST', `/issues/${hidden}/refuse`, {
      key: newKey(),
      reason: 'other',
      words: '不受理',
    });
    for (const id of [hidden, 'f'.repeat(24)]) {
      const reply = await make('neighbour', complaint({ issueId: id }));
      expect([reply.status, reply.body.error.code]).toEqual([404, 'ISSUE_NOT_FOUND']);
    }
    expect((await make(null, complaint())).status).toBe(401);
    expect(await ComplaintModel.countDocuments({})).toBe(0);
  });
});

describe('answering', () => {
  test('reaches the inbox of who complained, once, and their own list', async () => {
    const { body } = await make('neighbour', complaint({ issueId }));
    const answered = await answer('bureau', body.id, '已经把照片遮起来了');
    expect(answered.body).toMatchObject({
      state: 'answered',
      by: '名neighbour',
      answer: { words: '已经把照片遮起来了', by: '名bureau', at: aMorning.toISOString() },
    });
    await runWorkerOnce();
    await runWorkerOnce();
    const inbox = (await world.call('neighbour', 'GET', '/inbox')).body.items;
    expect(inbox[0]).toMatchObject({
      about: 'complaint',
      issueId: null,
      state: null,
      title: '投诉：侵犯隐私',
      text: '您的投诉有了答复',
    });
    expect(await DeliveryModel.countDocuments({ complaintId: body.id })).toBe(1);
    const mine = (await world.call('neighbour', 'GET', '/me/complaints')).body.items;
    // Who answered is the bureau, not a person.
    expect(mine[0].answer).toEqual({ words: '已经把照片遮起来了', at: aMorning.toISOString() });
    expect((await world.call('reporter', 'GET', '/me/complaints')).body.items).toEqual([]);
  });

  test('once: the second officer hears that it is done', async () => {
    const { body } = await make('neighbour', complaint());
    const replies = await Promise.all([answer('bureau', body.id), answer('administrator', body.id)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('is the bureau’s: everybody else is refused and nothing changes', async () => {
    const { body } = await make('neighbour', complaint());
    for (const person of ['neighbour', 'dispatcher', 'officer', 'grid', 'chief'] as const) {
      expect([person, (await answer(person, body.id)).status]).toEqual([person, 403]);
      expect([person, (await list(person)).status]).toEqual([person, 403]);
    }
    expect([(await answer(null, body.id)).status, (await list(null)).status]).toEqual([401, 401]);
    expect(await ComplaintModel.findById(body.id).lean()).toMatchObject({ state: 'open', answer: null });
  });

  test('needs words and a complaint', async () => {
    const { body } = await make('neighbour', complaint());
    expect((await answer('bureau', body.id, '  ')).status).toBe(422);
    expect((await answer('bureau', 'f'.repeat(24))).status).toBe(404);
    expect((await answer('bureau', 'nonsense')).status).toBe(422);
  });

  test('killed between answering and telling, it is told later', async () => {
    const { body } = await make('neighbour', complaint());
    await answer('bureau', body.id);
    expect(await DeliveryModel.countDocuments({ complaintId: body.id })).toBe(0);
    // Told, but the mark was not taken away.
    await runWorkerOnce();
    await ComplaintModel.updateOne({ _id: body.id }, { $set: { outboxDue: aMorning } });
    await runWorkerOnce();
    expect(await DeliveryModel.countDocuments({ complaintId: body.id })).toBe(1);
    expect((await ComplaintModel.findById(body.id).lean())?.outboxDue).toBeUndefined();
  });
});

describe('the lists', () => {
  test('who waits longest is first, what was answered last is first, both by pages', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++)
      ids.push((await make('neighbour', complaint({ words: `第 ${i} 条` }))).body.id);
    const walk = async (path: string, person: Person) => {
      const seen: string[] = [];
      for (let cursor = ''; ; ) {
        const { body } = await world.call(person, 'GET', `${path}limit=2${cursor && `&cursor=${cursor}`}`);
        seen.push(...body.items.map(({ id }: { id: string }) => id));
        if (!body.next) return seen;
        cursor = body.next;
      }
    };
    expect(await walk('/complaints?', 'bureau')).toEqual(ids);
    for (const id of ids) await answer('bureau', id);
    expect(await walk('/complaints?state=answered&', 'administrator')).toEqual([...ids].reverse());
    expect(await walk('/me/complaints?', 'neighbour')).toEqual([...ids].reverse());
    expect((await list('bureau')).body.items).toEqual([]);
    expect((await list('bureau', '?cursor=nonsense')).status).toBe(422);
    expect((await list('bureau', '?state=lost')).status).toBe(422);
  });

  test.each([
    ['mine', () => ComplaintModel.find({ accountId: world.personIds.neighbour }).sort({ _id: -1 })],
    ['waiting', () => ComplaintModel.find({ state: 'open' }).sort({ _id: 1 })],
    ['answered', () => ComplaintModel.find({ state: 'answered' }).sort({ _id: -1 })],
    ['by key', () => ComplaintModel.find({ accountId: world.personIds.neighbour, createKey: 'k' })],
    ['to be told', () => ComplaintModel.find({ outboxDue: { $lte: aMorning } }).sort({ outboxDue: 1 })],
  ])('%s comes out of an index, in its order', async (_, query) => {
    const { stages } = await planOf(query().lean() as never);
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('SORT');
  });
});
