import mongoose from 'mongoose';
import { IssueModel } from '../../../api/src/modules/issues/issue.model';
import { keepIssuesCurrent } from '../../../api/src/modules/issues/keep-current';
import { PostModel } from '../../../api/src/modules/posts/post.model';
import {
  aMorning,
  aReport,
  caseAt,
  done,
  east,
  matter,
  openWorld,
  type Person,
  stored,
  type World,
  west,
} from './world';

let world: World;
const cases: Record<string, string> = {};
beforeAll(async () => {
  world = await openWorld();
  for (const stage of [
    'reported',
    'accepted',
    'filed',
    'dispatched',
    'handled',
    'verified',
    'closed',
  ] as const) {
    cases[stage] = await caseAt(world, stage);
  }
  const far = await world.call(
    'neighbour',
    'POST',
    '/issues',
    aReport({ place: { point: east, address: '东街' } }),
  );
  cases.far = far.body.issue.id;
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.setNow(aMorning));

async function ids(person: Person | null, query: string): Promise<string[]> {
  const reply = await world.call(person, 'GET', `/issues?${query}`);
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  return reply.body.items.map(({ id }: { id: string }) => id);
}
const named = (...names: string[]) => names.map((name) => cases[name] as string).sort();

test('the public list has every case of the district, newest first', async () => {
  const all = await ids(null, 'limit=100');
  expect(all).toEqual([...all].sort().reverse());
  expect(all).toHaveLength(8);
});

test('pages follow each other without gap or repetition', async () => {
  for (const order of ['newest', 'due']) {
    const all = await ids('dispatcher', `view=scope&order=${order}&limit=100`);
    const paged: string[] = [];
    let cursor = '';
    do {
      const query = `view=scope&order=${order}&limit=3${cursor && `&cursor=${cursor}`}`;
      const { body } = await world.call('dispatcher', 'GET', `/issues?${query}`);
      paged.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.next ?? '';
    } while (cursor);
    expect(paged).toEqual(all);
    expect(new Set(paged).size).toBe(8);
  }
});

test('a cursor that is none is refused', async () => {
  for (const cursor of ['nonsense', Buffer.from('zz').toString('base64url')]) {
    const reply = await world.call('dispatcher', 'GET', `/issues?view=scope&order=due&cursor=${cursor}`);
    expect([reply.status, reply.body.error.fields]).toEqual([422, { cursor: expect.any(String) }]);
  }
});

test('each queue holds what waits for its people', async () => {
  const work = async (person: Person) => (await ids(person, 'view=work&order=due&limit=100')).sort();
  expect(await work('dispatcher')).toEqual(named('reported', 'accepted', 'filed', 'verified', 'far'));
  expect(await work('farDispatcher')).toEqual(named('far'));
  expect(await work('officer')).toEqual(named('dispatched'));
  expect(await work('farOfficer')).toEqual([]);
  expect(await work('grid')).toEqual(named('handled'));
  expect(await work('farGrid')).toEqual([]);
  expect(await work('chief')).toEqual([]);
  expect(await work('reporter')).toEqual([]);
});

test('a river chief finds what is theirs like any other chief', async () => {
  const held = { accountId: world.personIds.chief, role: 'chief' as const, endedAt: null };
  await PostModel.updateOne(held, { role: 'river_chief' });
  expect(await ids('chief', 'view=scope&limit=100')).toHaveLength(7);
  await PostModel.updateMany({ role: 'grid_worker' }, { endedAt: aMorning });
  await keepIssuesCurrent();
  expect(await ids('chief', 'view=work&order=due&limit=100')).toEqual(named('handled'));
  await PostModel.updateMany({ role: 'grid_worker' }, { endedAt: null });
  await keepIssuesCurrent();
  await PostModel.updateOne({ ...held, role: 'river_chief' as const }, { role: 'chief' });
});

test('scope is what the posts reach, and for staff only', async () => {
  const scope = async (person: Person) => (await ids(person, 'view=scope&limit=100')).sort();
  expect(await scope('officer')).toEqual(named('dispatched', 'handled', 'verified', 'closed'));
  expect(await scope('farBureau')).toEqual(named('far'));
  expect(await scope('bureau')).toHaveLength(8);
  expect((await world.call('reporter', 'GET', '/issues?view=scope')).status).toBe(403);
  for (const view of ['scope', 'work', 'mine']) {
    expect((await world.call(null, 'GET', `/issues?view=${view}`)).status).toBe(401);
  }
});

test('lists of those who work on cases say what can be done with each; others do not', async () => {
  const abilities = async (person: Person | null, query: string) => {
    const { body } = await world.call(person, 'GET', `/issues?${query}&limit=100`);
    return Object.fromEntries(
      body.items.map((card: { id: string; abilities?: string[] }) => [card.id, card.abilities]),
    );
  };
  for (const [person, view] of [
    ['dispatcher', 'work'],
    ['dispatcher', 'scope'],
    ['officer', 'scope'],
    ['grid', 'scope'],
    ['bureau', 'scope'],
  ] as const) {
    const listed = await abilities(person, `view=${view}`);
    for (const [id, can] of Object.entries(listed)) {
      expect(can).toEqual((await world.call(person, 'GET', `/issues/${id}`)).body.abilities);
    }
  }
  expect((await abilities('grid', 'view=work'))[cases.handled as string]).toEqual(
    expect.arrayContaining(['pass', 'fail']),
  );
  expect(Object.values(await abilities(null, 'view=public')).filter(Boolean)).toEqual([]);
});

describe('counting lists', () => {
  const count = async (person: Person | null, ...lists: object[]) => {
    const { status, body } = await world.call(person, 'POST', '/issues/count', { lists });
    return status === 200 ? body.counts : status;
  };

  test('says how many are in each, as the list itself would', async () => {
    const lists = [
      { view: 'work' },
      { view: 'work', state: 'reported' },
      { view: 'work', state: 'handled' },
      { view: 'scope' },
      { view: 'scope', placeId: String(world.placeIds.eastTown) },
      { view: 'scope', late: 'true' },
      { view: 'scope', q: '没人收 东街' },
      { view: 'scope', q: '飞碟' },
      { view: 'scope', state: 'refused', group: 'open' },
    ];
    for (const person of ['dispatcher', 'officer', 'grid', 'chief'] as const) {
      const expected = await Promise.all(
        lists.map((list) => ids(person, new URLSearchParams({ ...list, limit: '100' } as never).toString())),
      );
      expect(await count(person, ...lists)).toEqual(expected.map(({ length }) => length));
    }
  });

  async function copy(stage: string, times: number): Promise<void> {
    const { _id, outboxDue: _due, ...rest } = await stored(cases[stage] as string);
    const copies = Array.from({ length: times }, (_case, at) => {
      const id = new mongoose.Types.ObjectId();
      return { ...rest, _id: id, number: `c-${at}`, createKey: String(id) };
    });
    await IssueModel.collection.insertMany(copies as never[]);
  }
  afterEach(async () => {
    await IssueModel.deleteMany({ number: /^c-/ });
  });

  test('stops at a hundred', async () => {
    await copy('reported', 120);
    expect(await count('dispatcher', { view: 'scope' }, { view: 'work' })).toEqual([100, 100]);
  });

  test('counts whose check a handled case waits for, however many wait for others', async () => {
    await copy('handled', 320);
    const checks = { view: 'work', state: 'handled' };
    // They fall to the grid worker, so that the dispatcher has none of them, and the grid worker more than are counted.
    expect(await count('dispatcher', checks, { view: 'work', state: 'filed' })).toEqual([0, 1]);
    expect(await count('grid', checks)).toEqual([100]);
  });

  test('tells nothing of a list that cannot be read, and still counts the others', async () => {
    expect(await count('reporter', { view: 'scope' }, { view: 'work' })).toEqual([null, 0]);
    expect(await count('dispatcher', { view: 'scope', q: '垃' }, { view: 'work', state: 'filed' })).toEqual([
      null,
      1,
    ]);
  });

  test('refuses what is no list, too many of them, and who is not signed in', async () => {
    expect(await count('dispatcher', { view: 'dance' })).toBe(422);
    expect(await count('dispatcher')).toBe(422);
    expect(await count('dispatcher', ...Array.from({ length: 41 }, () => ({ view: 'work' })))).toBe(422);
    expect(await count(null, { view: 'work' })).toBe(401);
  });
});

test('mine is what I reported or joined', async () => {
  expect(await ids('reporter', 'view=mine')).toHaveLength(7);
  await done(world, 'neighbour', cases.handled as string, 'join', {});
  expect((await ids('neighbour', 'view=mine')).sort()).toEqual(named('handled', 'far'));
});

test('filters narrow a list', async () => {
  expect((await ids(null, 'state=handled,closed')).sort()).toEqual(named('handled', 'closed'));
  expect(await ids(null, 'group=closed')).toEqual(named('closed'));
  expect(await ids(null, `placeId=${world.placeIds.eastTown}`)).toEqual(named('far'));
  expect((await ids(null, `organisationId=${world.unitIds.sanitation}&state=dispatched`)).sort()).toEqual(
    named('dispatched'),
  );
  expect(await ids(null, `matterCode=${matter.code}&limit=100`)).toHaveLength(6);
  expect(await ids('dispatcher', `view=scope&placeId=${world.placeIds.eastCell}`)).toEqual(named('far'));
  expect(await ids(null, 'late=true')).toEqual([]);
  world.setNow(new Date(aMorning.getTime() + 30 * 86_400_000));
  expect(await ids(null, 'late=true&limit=100')).toHaveLength(6);
});

test('a case is found by its number, however it is typed', async () => {
  const { number } = await stored(cases.filed as string);
  expect(await ids(null, `q=${number}`)).toEqual(named('filed'));
  expect(await ids(null, `q=${encodeURIComponent(number.replace('-', ' '))}`)).toEqual(named('filed'));
});

test('words find cases; a question that says too little is told so', async () => {
  expect(await ids('dispatcher', `view=scope&q=${encodeURIComponent('没人收')}&limit=100`)).toHaveLength(8);
  expect(await ids('dispatcher', `view=scope&q=${encodeURIComponent('没人收 东街')}`)).toEqual(named('far'));
  expect(await ids('dispatcher', `view=scope&q=${encodeURIComponent('飞碟')}`)).toEqual([]);
  const reply = await world.call(null, 'GET', `/issues?q=${encodeURIComponent('垃')}`);
  expect([reply.status, reply.body.error.code]).toEqual([422, 'TOO_MANY_RESULTS']);
});

test('of words that are in very many cases the newest are found first, and further ones page by page', async () => {
  const template = await stored(cases.closed as string);
  const copies = Array.from({ length: 1600 }, (_, i) => {
    const { outboxDue: _outbox, ...rest } = template;
    const _id = new mongoose.Types.ObjectId(i.toString(16).padStart(24, '0'));
    const publicTokens = ['石狮', '狮子', ...(i % 700 === 1 ? ['麒麟'] : ['貔貅'])];
    const state = [850, 50].includes(i) ? 'handled' : 'closed';
    return { ...rest, _id, publicTokens, state, number: `many-${i}`, createKey: `many-${i}` };
  });
  await IssueModel.collection.insertMany(copies as never[]);
  const found = async (words: string, rest = '') => {
    const { status, body } = await world.call(null, 'GET', `/issues?q=${encodeURIComponent(words)}${rest}`);
    return { status, numbers: body.items?.map(({ number }: { number: string }) => number), next: body.next };
  };
  // Every case has both words, and the page is full at once.
  const newest = await found('石狮子', '&limit=2');
  expect(newest.numbers).toEqual(['many-1599', 'many-1598']);
  const further = await found('石狮子', `&limit=2&cursor=${newest.next}`);
  expect(further.numbers).toEqual(['many-1597', 'many-1596']);
  // A rare word is looked up by itself, however common the others are.
  expect((await found('石狮 麒麟')).numbers).toEqual(['many-1401', 'many-701', 'many-1']);
  // What else is asked for may be met far behind the newest, and not at all.
  const first = await found('石狮 貔貅', '&state=handled&limit=1');
  expect(first.numbers).toEqual(['many-850']);
  const second = await found('石狮 貔貅', `&state=handled&limit=1&cursor=${first.next}`);
  expect(second).toMatchObject({ numbers: ['many-50'], next: null });
  expect(await found('石狮 貔貅', '&state=verified')).toMatchObject({ status: 200, numbers: [], next: null });
  await IssueModel.deleteMany({ number: /^many-/ });
});

test('near here: nearest first, within the radius', async () => {
  const reply = await world.call(null, 'GET', `/issues/nearby?lng=${east[0]}&lat=${east[1]}&radius=1000`);
  expect(reply.body.items.map(({ id }: { id: string }) => id)).toEqual(named('far'));
  const wide = await world.call(
    'dispatcher',
    'GET',
    `/issues/nearby?lng=${west[0]}&lat=${west[1]}&radius=5000`,
  );
  const distances = wide.body.items.map(({ distanceMetres }: { distanceMetres: number }) => distanceMetres);
  expect(distances).toEqual([...distances].sort((a, b) => a - b));
  expect(wide.body.items).toHaveLength(8);
  const open = await world.call(null, 'GET', `/issues/nearby?lng=${west[0]}&lat=${west[1]}&group=closed`);
  expect(open.body.items.map(({ id }: { id: string }) => id)).toEqual(named('closed'));
});

describe('the table for a spreadsheet', () => {
  test('has a mark, a heading and a row a case, and runs no formula', async () => {
    await world.call('reporter', 'POST', '/issues', aReport({ text: '=HYPERLINK("http://a","b"), 点我' }));
    const reply = await world.call('dispatcher', 'GET', '/issues/export?view=scope');
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toContain('text/csv');
    expect(reply.headers.get('content-disposition')).toContain('attachment');
    const bytes = await fetchBytes('/issues/export?view=scope', 'dispatcher');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').slice(1).trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^案件编号,状态,/);
    expect(lines).toHaveLength(10);
    expect(lines.join()).toContain(`"'=HYPERLINK(""http://a"",""b""), 点我"`);
  });

  test('is for staff', async () => {
    expect((await world.call('reporter', 'GET', '/issues/export?view=mine')).status).toBe(403);
    expect((await world.call(null, 'GET', '/issues/export')).status).toBe(401);
  });
});

async function fetchBytes(path: string, person: Person): Promise<Buffer> {
  const headers = { Authorization: `Bearer ${await world.tokenOf(person)}` };
  const response = await fetch(`${world.url}/api/v1${path}`, { headers });
  return Buffer.from(await response.arrayBuffer());
}

test('reading a case needs no account; a broken id is refused, an unknown one not found', async () => {
  expect((await world.call(null, 'GET', `/issues/${cases.closed}`)).status).toBe(200);
  expect((await world.call(null, 'GET', '/issues/nonsense')).status).toBe(422);
  expect((await world.call(null, 'GET', `/issues/${'f'.repeat(24)}`)).status).toBe(404);
  expect((await world.call(null, 'GET', `/issues/${cases.closed}/due`)).status).toBe(404);
  expect(await IssueModel.countDocuments({})).toBeGreaterThan(7);
});
