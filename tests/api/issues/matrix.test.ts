import mongoose from 'mongoose';
import { IssueModel, type IssueRecord } from '../../../api/src/modules/issues/issue.model';
import {
  caseAt,
  done,
  matter,
  newKey,
  openWorld,
  type Person,
  people,
  stages,
  stored,
  type World,
} from './world';

/*
 * Every command × everybody × every state. What is expected is written down here by hand from the table of the life
 * of a case, not taken from the rules of the program.
 */

const open = ['reported', 'accepted', 'filed', 'dispatched', 'handled', 'verified'];
const published = [...open.slice(1), 'closed', 'merged', 'transferred'];
const everybody = Object.keys(people) as Person[];

/** Who may, from where, to where. A grid worker is in post in the case's cell, so the check is theirs alone. */
const table: Record<string, { from: string[]; to: string | null; who: Person[] }> = {
  join: { from: open, to: null, who: everybody },
  accept: { from: ['reported'], to: 'accepted', who: ['dispatcher'] },
  refuse: { from: ['reported'], to: 'refused', who: ['dispatcher'] },
  correct: { from: ['reported', 'accepted', 'filed'], to: null, who: ['dispatcher'] },
  file: { from: ['accepted'], to: 'filed', who: ['dispatcher'] },
  dispatch: { from: ['filed'], to: 'dispatched', who: ['dispatcher'] },
  return: { from: ['dispatched'], to: 'filed', who: ['officer'] },
  recall: { from: ['dispatched'], to: 'filed', who: ['dispatcher'] },
  handle: { from: ['dispatched'], to: 'handled', who: ['officer'] },
  pass: { from: ['handled'], to: 'verified', who: ['grid'] },
  fail: { from: ['handled'], to: 'dispatched', who: ['grid'] },
  close: { from: ['verified'], to: 'closed', who: ['dispatcher'] },
  rate: { from: ['closed'], to: null, who: ['reporter'] },
  reopen: { from: ['closed'], to: 'filed', who: ['reporter'] },
  withdraw: { from: ['reported', 'accepted'], to: 'withdrawn', who: ['reporter'] },
  cover: { from: published, to: null, who: ['bureau', 'administrator'] },
  // Nothing is covered here.
  uncover: { from: [], to: null, who: ['bureau', 'administrator'] },
};
/** Could do the check if nobody before them were in post: in another state they hear 409, in `handled` 403. */
const wouldCheck: Person[] = ['chief', 'dispatcher'];
/** The case is with the officer's unit in these states only. */
const withUnit = ['dispatched', 'handled', 'verified', 'closed'];
/** The public may not know of these; those of the case's own area and the reporter do. */
const hidden = ['refused', 'withdrawn'];
const knowHidden: Person[] = ['reporter', 'dispatcher', 'grid', 'chief', 'bureau'];

type Expected = { status: 200; to: string } | { status: 403 | 404 | 409 };

function expected(command: string, person: Person, state: string): Expected {
  const { from, to, who } = table[command] ?? { from: [], to: null, who: [] };
  if (hidden.includes(state) && !knowHidden.includes(person)) return { status: 404 };
  const check = command === 'pass' || command === 'fail';
  const may = who.includes(person) || (check && wouldCheck.includes(person) && state !== 'handled');
  if (!may) return { status: 403 };
  if (person === 'officer' && command !== 'join' && !withUnit.includes(state)) return { status: 403 };
  if (!from.includes(state)) return { status: 409 };
  if (command === 'join' && person === 'reporter') return { status: 409 };
  return { status: 200, to: to ?? state };
}

let world: World;
const templates = new Map<string, IssueRecord>();
const pictures = {} as Record<Person, string>;

beforeAll(async () => {
  world = await openWorld();
  for (const stage of stages) templates.set(stage, await stored(await caseAt(world, stage)));
  const refused = await caseAt(world, 'reported');
  await done(world, 'dispatcher', refused, 'refuse', { reason: 'other', words: '不属于本区' });
  templates.set('refused', await stored(refused));
  const withdrawn = await caseAt(world, 'reported');
  await done(world, 'reporter', withdrawn, 'withdraw', {});
  templates.set('withdrawn', await stored(withdrawn));
  // No command leads here yet; the states exist in the table all the same.
  for (const state of ['merged', 'transferred'] as const) {
    templates.set(state, { ...(await stored(await caseAt(world, 'accepted'))), state, group: 'ended' });
  }
  for (const person of everybody) pictures[person] = await world.upload(person);
}, 60_000);
afterAll(() => world.close());

function bodyFor(command: string, person: Person): object {
  const pictureIds = [pictures[person]];
  const bodies: Record<string, object> = {
    join: {},
    accept: { matterCode: matter.code, publicText: '垃圾', publicPictureIds: [] },
    refuse: { reason: 'other', words: '不受理' },
    correct: { publicText: '改过的', words: '改个字' },
    file: { conditionCode: `${matter.code}-1` },
    dispatch: { organisationId: String(world.unitIds.sanitation) },
    return: { reason: 'other', words: '不归我们' },
    recall: { reason: 'other' },
    handle: { words: '好了', pictureIds },
    pass: { standardMet: true, pictureIds },
    fail: { reason: 'not_done', pictureIds },
    close: { result: '解决了' },
    rate: { solved: true, score: 5 },
    reopen: { words: '没有解决' },
    withdraw: {},
    cover: { words: '有人投诉' },
    uncover: { words: '没有问题' },
  };
  return { key: newKey(), ...bodies[command] };
}

/** A fresh copy of the case in that state. */
async function copyOf(state: string): Promise<IssueRecord> {
  const template = templates.get(state);
  if (!template) throw new Error(state);
  const _id = new mongoose.Types.ObjectId();
  await IssueModel.collection.insertOne({
    ...template,
    _id,
    number: `test-${_id}`,
    createKey: String(_id),
  } as never);
  return stored(String(_id));
}

const states = [...stages, 'refused', 'withdrawn', 'merged', 'transferred'];

describe.each(states)('a case that is %s', (state) => {
  test.each(everybody)(
    'and %s, with every command',
    async (person) => {
      const surprises: string[] = [];
      const giveOne = async (command: string) => {
        const before = await copyOf(state);
        const id = String(before._id);
        const reply = await world.call(person, 'POST', `/issues/${id}/${command}`, bodyFor(command, person));
        const after = await stored(id);
        const want = expected(command, person, state);
        const where = `${command}: expected ${want.status}, got ${reply.status} ${JSON.stringify(reply.body).slice(0, 120)}`;
        if (reply.status !== want.status) {
          surprises.push(where);
        } else if (want.status === 200) {
          expect([command, after.state]).toEqual([command, want.to]);
          expect(after.version).toBe(before.version + 1);
          expect(after.timeline).toHaveLength(before.timeline.length + 1);
          expect(after.outboxDue).toBeDefined();
        } else {
          expect(after).toEqual(before);
          if (want.status === 409) expect(reply.body.error.details).toMatchObject({ state });
        }
      };
      await Promise.all(Object.keys(table).map(giveOne));
      expect(surprises).toEqual([]);
    },
    30_000,
  );
});

test('nobody gives a command without signing in', async () => {
  for (const command of Object.keys(table)) {
    const before = await copyOf('reported');
    const reply = await world.call(null, 'POST', `/issues/${before._id}/${command}`, { key: newKey() });
    expect(reply.status).toBe(401);
    expect(await stored(String(before._id))).toEqual(before);
  }
});

test('a case that does not exist is not found, whoever asks', async () => {
  for (const person of everybody) {
    const reply = await world.call(person, 'POST', `/issues/${'f'.repeat(24)}/join`, { key: newKey() });
    expect([person, reply.status, reply.body.error.code]).toEqual([person, 404, 'ISSUE_NOT_FOUND']);
  }
});

test('the abilities sent with a case are exactly the commands that would be done', async () => {
  for (const state of states) {
    const { _id } = await copyOf(state);
    for (const person of everybody) {
      const reply = await world.call(person, 'GET', `/issues/${_id}`);
      const may = Object.keys(table).filter((command) => expected(command, person, state).status === 200);
      if (reply.status === 404) expect(may).toEqual([]);
      else expect([state, person, [...reply.body.abilities].sort()]).toEqual([state, person, may.sort()]);
    }
  }
});
