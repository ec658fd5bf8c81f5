import { AccountModel } from '../../../api/src/modules/identity/account.model';
import {
  aReport,
  caseAt,
  done,
  matter,
  openWorld,
  type Person,
  people,
  stored,
  type World,
  west,
} from './world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 60_000);
afterAll(() => world.close());

const secretWords = '我家住三单元，楼下垃圾成堆';
const publicWords = '楼下有垃圾';

let doors = 0;

async function personalReport() {
  const address = `第${++doors}户门口`;
  const [shown, kept] = [await world.upload('reporter'), await world.upload('reporter')];
  const report = aReport({
    text: secretWords,
    pictureIds: [shown, kept],
    place: { point: west, address },
    shareContact: false,
  });
  const reply = await world.call('reporter', 'POST', '/issues', report);
  return { id: reply.body.issue.id as string, address, shown, kept };
}

const accept = (id: string, shown: string) =>
  done(world, 'dispatcher', id, 'accept', {
    matterCode: matter.code,
    publicText: publicWords,
    publicPictureIds: [shown],
  });

/** Every public answer a case appears in. */
async function publicAnswers(id: string, reader: Person | null): Promise<string> {
  const paths = [
    `/issues/${id}`,
    '/issues?limit=100',
    `/issues/nearby?lng=${west[0]}&lat=${west[1]}`,
    `/issues/similar?lng=${west[0]}&lat=${west[1]}`,
  ];
  const replies = await Promise.all(paths.map((path) => world.call(reader, 'GET', path)));
  for (const { status } of replies) expect(status).toBe(200);
  return JSON.stringify(replies.map(({ body }) => body));
}

/** Names, numbers and ids of residents, as they might leak anywhere in an answer. */
async function personalData(): Promise<string[]> {
  const accounts = await AccountModel.find({}).lean();
  const names = accounts.map(({ name }) => name);
  return [...names, ...accounts.map(({ _id }) => String(_id)), '13912345678', '139****5678'];
}

describe.each([null, 'neighbour', 'farDispatcher', 'farOfficer', 'farGrid'] as const)(
  'what %s sees',
  (reader) => {
    test('before acceptance: group, community, middle of the cell and state; nothing else', async () => {
      const { id, address, shown, kept } = await personalReport();
      const { body } = await world.call(reader, 'GET', `/issues/${id}`);
      expect(body).toMatchObject({
        text: '',
        pictures: [],
        address: '地westCommunity',
        exact: false,
        reporter: null,
        thumb: null,
        matter: null,
      });
      expect(body.point).not.toEqual(west);
      const issue = await stored(id);
      const other = await stored(
        await caseAt(world, 'reported', { place: { point: [west[0] + 0.0004, west[1]] } }),
      );
      // Two cases of one cell are shown at one point: the exact one cannot be told from it.
      if (other.cellFine === issue.cellFine) {
        const { body: second } = await world.call(reader, 'GET', `/issues/${other._id}`);
        expect(second.point).toEqual(body.point);
      }
      const answers = await publicAnswers(id, reader);
      for (const secret of [
        secretWords,
        address,
        shown,
        kept,
        String(world.placeIds.westCell),
        ...(await personalData()),
      ])
        expect(answers).not.toContain(secret);
    });

    test('after acceptance: what the desk picked, and never who reported', async () => {
      const { id, shown, kept } = await personalReport();
      await accept(id, shown);
      const { body } = await world.call(reader, 'GET', `/issues/${id}`);
      expect(body).toMatchObject({
        text: publicWords,
        exact: true,
        point: west,
        reporter: null,
        publication: null,
      });
      const answers = await publicAnswers(id, reader);
      expect(answers).toContain(shown);
      for (const secret of [secretWords, kept, ...(await personalData())])
        expect(answers).not.toContain(secret);
    });

    test('a case in the middle of its life tells no internal words and no names', async () => {
      const { id, shown } = await personalReport();
      await accept(id, shown);
      await done(world, 'dispatcher', id, 'file', { conditionCode: `${matter.code}-1` });
      await done(world, 'dispatcher', id, 'dispatch', {
        organisationId: String(world.unitIds.sanitation),
        words: '内部交代',
      });
      const after = await world.upload('officer');
      await done(world, 'officer', id, 'return', { reason: 'not_our_duty', words: '内部推辞' });
      await done(world, 'dispatcher', id, 'dispatch', { organisationId: String(world.unitIds.sanitation) });
      await done(world, 'officer', id, 'handle', { words: '内部说明', pictureIds: [after] });
      const answers = await publicAnswers(id, reader);
      for (const secret of ['内部', after, '不属于本单位职责', ...(await personalData())])
        expect(answers).not.toContain(secret);
      const { body } = await world.call(reader, 'GET', `/issues/${id}`);
      expect(body.timeline.map(({ by }: { by: string }) => by)).toEqual([
        '居民',
        '派遣员',
        '派遣员',
        '派遣员',
        'sanitation处',
        '派遣员',
        'sanitation处',
      ]);
    });

    test('a refused or withdrawn case is not there', async () => {
      const refused = await caseAt(world, 'reported');
      await done(world, 'dispatcher', refused, 'refuse', { reason: 'other', words: '不受理' });
      const withdrawn = await caseAt(world, 'accepted');
      await done(world, 'reporter', withdrawn, 'withdraw', {});
      for (const id of [refused, withdrawn]) {
        const reply = await world.call(reader, 'GET', `/issues/${id}`);
        expect([reply.status, reply.body.error.code]).toEqual([404, 'ISSUE_NOT_FOUND']);
        const list = await world.call(reader, 'GET', '/issues?state=refused,withdrawn');
        expect(list.body.items).toEqual([]);
      }
    });

    test('a narrow place cannot be asked for a case that is not accepted', async () => {
      const { id } = await personalReport();
      const ids = async (place: string) =>
        (await world.call(reader, 'GET', `/issues?placeId=${place}&limit=100`)).body.items.map(
          (item: { id: string }) => item.id,
        );
      expect(await ids(String(world.placeIds.westCommunity))).toContain(id);
      expect(await ids(String(world.placeIds.westCell))).not.toContain(id);
    });

    test('the class of a case that is not accepted cannot be asked for', async () => {
      const point = [119.522, 31.738];
      const id = await caseAt(world, 'reported', { matterCode: matter.code, place: { point } });
      const list = await world.call(reader, 'GET', `/issues?matterCode=${matter.code}&limit=100`);
      expect(list.body.items.map((item: { id: string }) => item.id)).not.toContain(id);
      const similar = async (code: string) =>
        (
          await world.call(
            reader,
            'GET',
            `/issues/similar?lng=${point[0]}&lat=${point[1]}&matterCode=${code}`,
          )
        ).body.items.some((item: { id: string }) => item.id === id);
      // 道路不洁 is another class of the same group.
      expect([await similar(matter.code), await similar('06012')]).toEqual([true, true]);
    });

    test('words that are not published do not find the case', async () => {
      const { id, shown } = await personalReport();
      const found = async (q: string) =>
        (await world.call(reader, 'GET', `/issues?q=${encodeURIComponent(q)}&limit=100`)).body.items.map(
          (item: { id: string }) => item.id,
        );
      expect(await found('三单元')).not.toContain(id);
      await accept(id, shown);
      expect(await found(publicWords)).toContain(id);
      expect(await found('成堆')).not.toContain(id);
    });
  },
);

test('the reporter sees the own report and nobody’s name', async () => {
  const { id, shown } = await personalReport();
  await accept(id, shown);
  const { body } = await world.call('reporter', 'GET', `/issues/${id}`);
  expect(body).toMatchObject({ text: secretWords, mine: 'reported', publication: null });
  expect(body.pictures).toHaveLength(2);
  expect(body.timeline[1].by).toBe('派遣员');
});

test('the unit sees the report, and name and phone only when the reporter shared them', async () => {
  for (const shareContact of [false, true]) {
    const id = await caseAt(world, 'dispatched', { shareContact });
    const { body } = await world.call('officer', 'GET', `/issues/${id}`);
    expect(body.reporter).toEqual(shareContact ? { name: '名reporter', phone: '13912345678' } : null);
    const desk = await world.call('dispatcher', 'GET', `/issues/${id}`);
    expect(desk.body.reporter).toEqual({ name: '名reporter', phone: '139****5678' });
    const grid = await world.call('grid', 'GET', `/issues/${id}`);
    expect(grid.body.reporter).toBeNull();
  }
});

test('staff of the area see a refused case and who did what', async () => {
  const id = await caseAt(world, 'reported');
  await done(world, 'dispatcher', id, 'refuse', { reason: 'out_of_scope', words: '请找物业' });
  for (const person of ['dispatcher', 'bureau', 'grid', 'chief'] as const) {
    const { body } = await world.call(person, 'GET', `/issues/${id}`);
    expect(body.timeline.at(-1)).toMatchObject({ by: '派遣员 名dispatcher', words: '请找物业' });
  }
  const own = await world.call('reporter', 'GET', `/issues/${id}`);
  expect(own.body.timeline.at(-1)).toMatchObject({ by: '派遣员', words: '请找物业' });
  expect(Object.keys(people).length).toBeGreaterThan(10);
});

test('telephone numbers in words are never searchable', async () => {
  const report = aReport({ text: '请打 138 0013 8000 找我，井盖坏了' });
  const { body } = await world.call('reporter', 'POST', '/issues', report);
  const { tokens } = await stored(body.issue.id);
  expect(tokens).toContain('井盖');
  expect(tokens.filter((token) => /\d/.test(token)).join()).not.toMatch(/138|0013|8000/);
});
