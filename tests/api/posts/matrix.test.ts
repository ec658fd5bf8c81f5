import { type PostRole, postRoles } from '@gongzhi/shared/posts/schema';
import mongoose from 'mongoose';
import { PostModel } from '../../../api/src/modules/posts/post.model';
import { aMorning, openWorld, type Person, people, type World } from '../issues/world';

/*
 * Every command on a post × everybody × posts of every role, near and far. Who may is written down here by hand:
 * an administrator everything; a bureau officer the posts of the street, never the bureau's own, in the own area.
 */

const everybody = Object.keys(people) as Person[];
const roles = postRoles;
const ownDesks: readonly PostRole[] = ['dispatcher', 'bureau_officer', 'administrator'];
const ofUnits: readonly PostRole[] = ['unit_officer', 'firm_officer', 'shopkeeper'];

type Side = 'west' | 'east';

/** The units of this small district have no places of their own: they belong to the whole of it. */
function may(person: Person, role: PostRole, side: Side): boolean {
  if (person === 'administrator') return true;
  if (ownDesks.includes(role)) return false;
  if (person === 'bureau') return true;
  return person === 'farBureau' && side === 'east' && !ofUnits.includes(role);
}

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const scopeOf = (role: PostRole, side: Side) =>
  ofUnits.includes(role)
    ? { kind: 'organisation' as const, id: String(world.unitIds.municipal) }
    : { kind: 'place' as const, id: String(world.placeIds[side === 'west' ? 'westCell' : 'eastCell']) };

/** A post of a person nobody else in this world is, freshly made. */
async function aPost(role: PostRole, side: Side): Promise<string> {
  const _id = new mongoose.Types.ObjectId();
  const scope = scopeOf(role, side);
  await PostModel.create({
    _id,
    accountId: new mongoose.Types.ObjectId(),
    role,
    scopeKind: scope.kind,
    scopeId: scope.id,
    title: '试',
    from: aMorning,
    appointedBy: { accountId: null, name: '测试' },
    createdAt: aMorning,
  });
  return String(_id);
}

const commands = ['appoint', 'end', 'hand-over', 'acting', 'standing'] as const;

async function give(person: Person | null, command: (typeof commands)[number], role: PostRole, side: Side) {
  const accountId = String(world.personIds.neighbour);
  // Each appointment to another place in time, so that none is in the way of the next.
  const until = new Date(aMorning.getTime() + 3_600_000).toISOString();
  if (command === 'appoint') {
    return world.call(person, 'POST', '/posts', { accountId, role, scope: scopeOf(role, side), until });
  }
  const id = await aPost(role, side);
  if (command === 'standing') return world.call(person, 'GET', `/posts/${id}/standing`);
  const bodies = { end: {}, 'hand-over': { accountId }, acting: { accountId, until } };
  return world.call(person, 'POST', `/posts/${id}/${command}`, bodies[command]);
}

describe.each(['west', 'east'] as const)('posts in the %s', (side) => {
  test.each(everybody)(
    'and %s, with every command on every role',
    async (person) => {
      const surprises: string[] = [];
      for (const role of roles) {
        for (const command of commands) {
          const reply = await give(person, command, role, side);
          const done = reply.status < 300;
          if (done !== may(person, role, side) || (!done && reply.status !== 403)) {
            surprises.push(`${command} ${role}: ${reply.status} ${JSON.stringify(reply.body).slice(0, 80)}`);
          }
          // The neighbour is free for the next.
          await PostModel.deleteMany({ accountId: world.personIds.neighbour });
        }
      }
      expect(surprises).toEqual([]);
    },
    60_000,
  );
});

test('nobody does any of it without signing in', async () => {
  for (const command of commands) {
    expect([command, (await give(null, command, 'chief', 'west')).status]).toEqual([command, 401]);
  }
});

test('looking things up is for the desks; people are put out of service by the administrator alone', async () => {
  const desks: Person[] = ['dispatcher', 'farDispatcher', 'bureau', 'farBureau', 'administrator'];
  for (const person of everybody) {
    for (const path of ['/posts/vacancies', '/posts/people', `/posts/people/${world.personIds.grid}`]) {
      const allowed =
        desks.includes(person) || (person === 'grid' && path.endsWith(String(world.personIds.grid)));
      const reply = await world.call(person, 'GET', path);
      expect([person, path, reply.status]).toEqual([person, path, allowed ? 200 : 403]);
    }
    if (person === 'administrator') continue;
    const put = await world.call(person, 'POST', `/posts/people/${world.personIds.reporter}/deactivate`, {
      why: 'x',
    });
    expect([person, put.status]).toEqual([person, 403]);
  }
});
