import type { UnitKind } from '@gongzhi/shared/standards/labels';
import type { WorkingHours } from '@gongzhi/shared/standards/working-hours';
import type { Actor } from '../../http/actor';
import { accountNames } from '../../modules/identity/accounts.queries';
import {
  findOrganisationByCode,
  organisationsForLine,
} from '../../modules/organisations/organisations.queries';
import { allPlaces } from '../../modules/places/place-index';
import { activePosts, postsInOrganisation, postsInScope } from '../../modules/posts/posts.queries';

/** A unit with the person of it who handles cases. */
export interface CastUnit {
  organisationId: string;
  hours: WorkingHours | null;
  officer: Actor;
}

/** Who plays which part. */
export interface Cast {
  residents: readonly Actor[];
  /** Everybody who may have been told something. */
  everybody: () => readonly Actor[];
  dispatcherAt: (placeIds: readonly string[]) => Actor;
  /** Whose check it is there: a grid worker, else a chief, else the desk. */
  checkerAt: (placeIds: readonly string[]) => Actor;
  /** The unit for a line of work at a place; the named one when a code is given. */
  unitFor: (line: UnitKind, placeIds: readonly string[], code?: string) => Promise<CastUnit | null>;
}

const handling = ['unit_officer', 'firm_officer'];

export async function gatherCast(residentIds: readonly string[], now: Date): Promise<Cast> {
  const actors = new Map<string, Actor>();
  const actorOf = async (accountId: string): Promise<Actor> => {
    const known = actors.get(accountId);
    if (known) return known;
    const name = (await accountNames([accountId])).get(accountId) ?? '';
    const posts = await activePosts(accountId, now);
    const actor: Actor = {
      accountId,
      sessionId: 'demonstration',
      name,
      posts: posts.map(({ id, role, scope }) => ({ postId: id, role, scope })),
      consented: true,
    };
    actors.set(accountId, actor);
    return actor;
  };
  const residents: Actor[] = [];
  for (const id of residentIds) residents.push(await actorOf(id));
  const placeIds = allPlaces().map(({ id }) => id);
  const inPost = async (role: 'dispatcher' | 'grid_worker' | 'chief') =>
    Promise.all(
      (await postsInScope(role, placeIds, now)).map(async ({ accountId, scope }) => ({
        scopeId: scope.id,
        actor: await actorOf(accountId),
      })),
    );
  const [desk, grid, chiefs] = [
    await inPost('dispatcher'),
    await inPost('grid_worker'),
    await inPost('chief'),
  ];
  const someone = (posts: typeof desk, places: readonly string[]) =>
    posts.filter(({ scopeId }) => places.includes(scopeId)).map(({ actor }) => actor);
  const dispatcherAt = (places: readonly string[]) => {
    const [first] = someone(desk, places);
    if (!first) throw new Error('the demonstration has no dispatcher in post');
    return first;
  };
  const officers = new Map<string, Promise<Actor | null>>();
  const officerOf = (organisationId: string) => {
    const known = officers.get(organisationId);
    if (known) return known;
    const found = postsInOrganisation(organisationId, now).then((posts) => {
      const post = posts.find(({ role }) => handling.includes(role));
      return post ? actorOf(post.accountId) : null;
    });
    officers.set(organisationId, found);
    return found;
  };
  return {
    residents,
    everybody: () => [...actors.values()],
    dispatcherAt,
    checkerAt: (places) => someone(grid, places)[0] ?? someone(chiefs, places)[0] ?? dispatcherAt(places),
    async unitFor(line, places, code) {
      const named = code ? await findOrganisationByCode(code) : null;
      for (const unit of named ? [named] : await organisationsForLine(line, places)) {
        const officer = await officerOf(unit.id);
        if (officer) return { organisationId: unit.id, hours: unit.workingHours, officer };
      }
      return null;
    },
  };
}
