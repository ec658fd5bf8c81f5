import type { Actor } from '../http/actor';
import { AppError } from '../http/errors';
import { activePosts, type Post, postsInOrganisation, postsInScope } from '../modules/posts/posts.queries';
import type { Chance } from './chance';

const toActor = (accountId: string, name: string, posts: readonly Post[]): Actor => ({
  accountId,
  sessionId: '',
  name,
  posts: posts.map(({ id, role, scope }) => ({ postId: id, role, scope })),
});

/** The people of the demonstration as those who give commands. */
export class Cast {
  private readonly actors = new Map<string, Actor>();
  private readonly officers = new Map<string, readonly Post[]>();

  private constructor(
    private readonly names: ReadonlyMap<string, string>,
    readonly residents: readonly string[],
    readonly dispatchers: readonly string[],
    readonly gridWorkers: readonly string[],
    private readonly now: Date,
  ) {}

  static gather(
    people: readonly { key: string; name: string; role: string }[],
    ids: ReadonlyMap<string, string>,
    now: Date,
  ): Cast {
    const idsOf = (role: string, prefix = '') =>
      people
        .filter((person) => person.role === role && person.key.startsWith(prefix))
        .map(({ key }) => ids.get(key) ?? '');
    const names = new Map(people.map(({ key, name }) => [ids.get(key) ?? '', name]));
    // The third dispatcher looks after one street only.
    const dispatchers = idsOf('dispatcher').slice(0, 2);
    return new Cast(names, idsOf('resident'), dispatchers, idsOf('grid_worker'), now);
  }

  async actor(accountId: string): Promise<Actor> {
    let actor = this.actors.get(accountId);
    if (!actor) {
      const posts = await activePosts(accountId, this.now);
      actor = toActor(accountId, this.names.get(accountId) ?? '', posts);
      this.actors.set(accountId, actor);
    }
    return actor;
  }

  dispatcher(chance: Chance): Promise<Actor> {
    return this.actor(chance.pick(this.dispatchers));
  }

  /** Somebody who handles for a unit; null where nobody is in post. */
  async officerOf(organisationId: string, chance: Chance): Promise<Actor | null> {
    let posts = this.officers.get(organisationId);
    if (!posts) {
      const all = await postsInOrganisation(organisationId, this.now);
      posts = all.filter(({ role }) => role === 'unit_officer' || role === 'firm_officer');
      this.officers.set(organisationId, posts);
    }
    return posts.length > 0 ? this.actor(chance.pick(posts).accountId) : null;
  }

  /** Who checks a fix there: the grid worker of the place, else its chief, else the desk. */
  async checkerFor(placeIds: readonly string[], handledBy: string, chance: Chance): Promise<Actor> {
    for (const role of ['grid_worker', 'chief'] as const) {
      const posts = await postsInScope(role, placeIds, this.now);
      const others = posts.filter(({ accountId }) => accountId !== handledBy);
      if (others.length > 0) return this.actor(chance.pick(others).accountId);
    }
    return this.dispatcher(chance);
  }

  /** Somebody who looks after one of these places, for what is found on patrol. */
  async patrolAt(placeIds: readonly string[], chance: Chance): Promise<Actor> {
    const posts = await postsInScope('grid_worker', placeIds, this.now);
    return this.actor(posts.length > 0 ? chance.pick(posts).accountId : chance.pick(this.gridWorkers));
  }

  async resident(chance: Chance): Promise<Actor> {
    const accountId = chance.pick(this.residents);
    if (!accountId) throw new AppError('INTERNAL', { detail: 'the demonstration has no residents' });
    return this.actor(accountId);
  }
}
