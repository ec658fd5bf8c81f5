import { randomUUID } from 'node:crypto';

interface Session {
  accessToken: string;
  refreshToken: string;
}

async function ask<T>(base: string, path: string, token?: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${base}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.json()) as T;
}

const demoPeople = async (base: string) =>
  (await ask<{ items: { id: string; name: string; role: string }[] }>(base, '/demo/people')).items;

/** The tokens of somebody of the demonstration. */
export async function sessionOf(base: string, name: string): Promise<Session> {
  const person = (await demoPeople(base)).find((one) => one.name === name);
  if (!person) throw new Error(`nobody of the demonstration is called ${name}`);
  return ask<Session>(base, '/sign-in/demo', undefined, { accountId: person.id });
}

/** Cases of the demonstration, by what can be seen or done with them. */
export interface Cases {
  reported: string;
  /** With somebody who works on it, a due time and pictures. */
  open: string;
  closed: string;
  toHandle: { id: string; who: string };
  toCheck: { id: string; who: string };
  /** A resident, and their own cases: one that can be withdrawn, one that can be rated and reopened. */
  resident: string;
  mineOpen: string;
  mineClosed: string;
}

export async function findCases(base: string): Promise<Cases> {
  const people = await demoPeople(base);
  const isPublic = async (query: string) =>
    (
      await ask<{ items: { id: string; thumb: string | null }[] }>(
        base,
        `/issues?view=public&limit=50&${query}`,
      )
    ).items;
  /** The first person of a role who has a case for each of these commands. */
  const whoCan = async (role: string, view: string, ...commands: string[]) => {
    for (const { id: accountId, name, role: own } of people) {
      if (own !== role) continue;
      const { accessToken } = await ask<Session>(base, '/sign-in/demo', undefined, { accountId });
      const { items } = await ask<{ items: { id: string }[] }>(
        base,
        `/issues?view=${view}&limit=50`,
        accessToken,
      );
      const found = new Map<string, string>();
      for (const { id } of items) {
        const { abilities } = await ask<{ abilities: string[] }>(base, `/issues/${id}`, accessToken);
        for (const ability of abilities) if (!found.has(ability)) found.set(ability, id);
        if (commands.every((command) => found.has(command)))
          return { who: name, ids: commands.map((command) => found.get(command) ?? '') };
      }
    }
    throw new Error(`the demonstration has nobody as ${role} who can ${commands.join(' and ')}`);
  };
  const withPicture = (items: { id: string; thumb: string | null }[]) =>
    (items.find(({ thumb }) => thumb) ?? items[0])?.id ?? '';
  const [reported, open, closed, owner, handler, checker] = await Promise.all([
    isPublic('state=reported'),
    isPublic('state=dispatched'),
    isPublic('group=closed'),
    whoCan('resident', 'mine', 'withdraw', 'rate'),
    whoCan('unit_officer', 'work', 'handle'),
    whoCan('grid_worker', 'work', 'pass'),
  ]);
  return {
    reported: reported[0]?.id ?? '',
    open: withPicture(open),
    closed: withPicture(closed),
    toHandle: { who: handler.who, id: handler.ids[0] ?? '' },
    toCheck: { who: checker.who, id: checker.ids[0] ?? '' },
    resident: owner.who,
    mineOpen: owner.ids[0] ?? '',
    mineClosed: owner.ids[1] ?? '',
  };
}

/** Places of the demonstration, a post that has a public card, and a link with which a password can be set. */
export interface Places {
  toilet: string;
  road: string;
  chiefPost: string;
  passwordToken: string;
}

export async function findPlaces(base: string, administrator: string): Promise<Places> {
  const { accessToken } = await sessionOf(base, administrator);
  const first = async (path: string) =>
    (await ask<{ items: { id: string; actingFor?: unknown }[] }>(base, path, accessToken)).items.find(
      ({ actingFor }) => !actingFor,
    )?.id ?? '';
  const [toilet, road, chiefPost, link] = await Promise.all([
    first('/places?kind=toilet&limit=1'),
    first('/places?kind=road&limit=1'),
    first('/posts?role=chief&limit=10'),
    ask<{ path: string }>(base, '/desk-accounts', accessToken, {
      name: '钱新来',
      loginName: `new${Date.now()}`,
    }),
  ]);
  return {
    toilet,
    road,
    chiefPost,
    passwordToken: new URL(link.path, base).searchParams.get('token') ?? '',
  };
}

/** The demonstration has no complaints: one about a case that waits for an answer, and one that has got it. */
export async function makeComplaints(base: string, by: string, issueId: string): Promise<void> {
  const [{ accessToken }, officer] = await Promise.all([sessionOf(base, by), sessionOf(base, '韩朗')]);
  const complain = (reason: string, words: string, about: { issueId?: string }) =>
    ask<{ id: string }>(base, '/complaints', accessToken, { key: randomUUID(), reason, words, ...about });
  await complain('privacy', '第二张照片里能看清我家的门牌，请遮一下。', { issueId });
  const { id } = await complain('unfair', '同一条街上报了两次，只办了一次。', {});
  await ask(base, `/complaints/${id}/answer`, officer.accessToken, {
    words: '查过了，第二次上报并入了第一件，一起办的。',
  });
}
