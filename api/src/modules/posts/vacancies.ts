import { type VacancyRule, vacancyRules } from '@gongzhi/shared/posts/rules';
import type { PostRole, Vacancy } from '@gongzhi/shared/posts/schema';
import type { Actor } from '../../http/actor';
import { decodeCursor, encodeCursor } from '../../http/cursor';
import { AppError } from '../../http/errors';
import { activeOrganisationsOf, type Organisation } from '../organisations/organisations.queries';
import { allPlaces, type IndexedPlace, pathOf, placeById, placeIdsAt } from '../places/place-index';
import { PostModel, type PostRecord } from './post.model';
import { canListPosts } from './post.policy';
import { isHeldAt } from './posts.queries';

interface VacancyFilter {
  role?: PostRole;
  areaId?: string;
  cursor?: string;
  limit: number;
}
interface Expected {
  vacancy: Vacancy;
  filled: boolean;
}

/** Where somebody ought to be in post and nobody is. Answered from the places in memory and the posts of each role. */
export async function listVacancies(
  actor: Actor,
  { role, areaId, cursor, limit }: VacancyFilter,
  now: Date,
): Promise<{
  items: Vacancy[];
  next: string | null;
  counts: { role: PostRole; all: number; vacant: number }[];
}> {
  if (!canListPosts(actor, undefined)) throw new AppError('FORBIDDEN');
  if (areaId && !placeById(areaId)) throw new AppError('NOT_FOUND', { detail: `no place ${areaId}` });
  const rules = vacancyRules.filter((rule) => (role ? rule.role === role : !rule.optional));
  const expected = await Promise.all(rules.map((rule) => expectedBy(rule, areaId, now)));
  const vacant = expected
    .flat()
    .filter(({ filled }) => !filled)
    .map(({ vacancy }) => vacancy);
  const [after = ''] = cursor ? decodeCursor(cursor, 1) : [''];
  const sorted = vacant.map((vacancy) => ({ vacancy, key: keyOf(vacancy) })).filter(({ key }) => key > after);
  sorted.sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = sorted.slice(0, limit);
  return {
    items: page.map(({ vacancy }) => vacancy),
    next: sorted.length > limit ? encodeCursor([page.at(-1)?.key ?? '']) : null,
    counts: rules.map((rule, i) => {
      const all = expected[i] ?? [];
      return { role: rule.role, all: all.length, vacant: all.filter(({ filled }) => !filled).length };
    }),
  };
}

const keyOf = ({ role, scope }: Vacancy) =>
  `${vacancyRules.findIndex((rule) => rule.role === role)}|${scope.code}`;

async function heldScopes(role: PostRole, now: Date): Promise<Set<string>> {
  const posts = await PostModel.find({ role, endedAt: null }, { scopeId: 1, from: 1, until: 1 }).lean<
    PostRecord[]
  >();
  return new Set(posts.filter((post) => isHeldAt(post, now)).map(({ scopeId }) => String(scopeId)));
}

async function expectedBy(rule: VacancyRule, areaId: string | undefined, now: Date): Promise<Expected[]> {
  const held = await heldScopes(rule.role, now);
  if (rule.scope === 'organisation') {
    const units = await activeOrganisationsOf(rule.kinds);
    return units
      .filter((unit) => !areaId || unit.placeIds.includes(areaId))
      .map((unit) => ({ vacancy: ofUnit(rule.role, unit), filled: held.has(unit.id) }));
  }
  const partly = rule.orWithin ? placesAbove(held) : held;
  return allPlaces()
    .filter((place) => rule.kinds.includes(place.kind) && (!areaId || liesIn(place, areaId)))
    .map((place) => ({
      vacancy: ofPlace(rule.role, place),
      filled:
        partly.has(place.id) ||
        pathOf(place).some(({ id, kind }) => rule.alsoFrom.includes(kind) && held.has(id)),
    }));
}

/** The places with somebody in post, and all above them. */
function placesAbove(held: ReadonlySet<string>): Set<string> {
  const all = new Set(held);
  for (const id of held) {
    const place = placeById(id);
    if (place) for (const above of pathOf(place)) all.add(above.id);
  }
  return all;
}

/** By parentage, or by where its middle lies: a street that crosses towns has no parent. */
const liesIn = (place: IndexedPlace, areaId: string) =>
  place.id === areaId ||
  pathOf(place).some(({ id }) => id === areaId) ||
  placeIdsAt(place.centre).includes(areaId);

function ofPlace(role: PostRole, place: IndexedPlace): Vacancy {
  const { id, name, code, kind } = place;
  const where = pathOf(place)
    .slice(1)
    .map((above) => above.name)
    .join(' · ');
  return { role, scope: { kind: 'place', id, name, code, what: kind, where } };
}

function ofUnit(role: PostRole, { id, name, code, kind, placeIds }: Organisation): Vacancy {
  const where = placeIds.map((placeId) => placeById(placeId)?.name ?? '').filter(Boolean);
  return { role, scope: { kind: 'organisation', id, name, code, what: kind, where: where.join('、') } };
}
