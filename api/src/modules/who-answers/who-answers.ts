import type { LngLat } from '@gongzhi/shared/fields';
import type { PlaceBrief, PlaceKind } from '@gongzhi/shared/places/schema';
import { cardRoles } from '@gongzhi/shared/posts/rules';
import type { CardBrief, WhoAnswers } from '@gongzhi/shared/who-answers/schema';
import { AppError } from '../../http/errors';
import { accountNames } from '../identity/accounts.queries';
import { committeeOf } from '../organisations/organisations.queries';
import { addressOf } from '../places/address';
import {
  brief,
  isInDistrict,
  nearestPlaces,
  pathOf,
  placeById,
  placeIdsAt,
  placesAt,
} from '../places/place-index';
import type { PostRecord } from '../posts/post.model';
import { cardPostsIn } from '../posts/posts.queries';
import { cardBriefs } from './card.view';
import { unitsForGroups } from './units-here';

const streets: readonly PlaceKind[] = ['road', 'alley'];
/** How far a street may be and still be the one people would name. */
const NEAR_METRES = 300;

/** Who answers for a point: whoever is in post for any of the places it belongs to. */
export async function whoAnswersAt(point: LngLat, now: Date): Promise<WhoAnswers> {
  const places = placesAt(point);
  const answer = await whoAnswersIn(places, now);
  const onStreet = places.some(({ kind }) => streets.includes(kind));
  return {
    ...answer,
    inside: isInDistrict(point),
    address: addressOf(point),
    nearestStreet: onStreet ? null : await nearestChief(point, now),
  };
}

/** Who answers for a place: in post for itself or for what lies around it. */
export async function whoAnswersFor(placeId: string, now: Date): Promise<WhoAnswers> {
  const place = placeById(placeId);
  if (!place) throw new AppError('NOT_FOUND', { detail: `no place ${placeId}` });
  // A street that crosses areas has no parent; its middle says which it lies in.
  const around = new Map(
    [...placeIdsAt(place.centre), ...pathOf(place).map(({ id }) => id), place.id].map((id) => [
      id,
      placeById(id),
    ]),
  );
  const places = [...around.values()].flatMap((each) =>
    each && (each.id === place.id || !streets.includes(each.kind)) ? [brief(each)] : [],
  );
  return { ...(await whoAnswersIn(places, now)), inside: true, address: place.name, nearestStreet: null };
}

type Answer = Omit<WhoAnswers, 'inside' | 'address' | 'nearestStreet'>;

async function whoAnswersIn(places: readonly PlaceBrief[], now: Date): Promise<Answer> {
  const ids = places.map(({ id }) => id);
  const posts = await cardPostsIn(ids, now);
  const community = places.find(({ kind }) => kind === 'community' || kind === 'village');
  const committee = community ? await committeeOf(community.id) : null;
  const led = new Set(
    posts
      .filter(({ role }) => role === 'chief' || role === 'river_chief')
      .map(({ scopeId }) => String(scopeId)),
  );
  return {
    cards: sorted(await briefsOf(posts)),
    vacant: places
      .filter(({ kind, id }) => (streets.includes(kind) || kind === 'river') && !led.has(id))
      .map((place) => ({
        role: place.kind === 'river' ? ('river_chief' as const) : ('chief' as const),
        place,
      })),
    community: community
      ? { place: community, committee: committee && { id: committee.id, name: committee.name } }
      : null,
    units: await unitsForGroups(ids, now),
  };
}

async function nearestChief(point: LngLat, now: Date): Promise<WhoAnswers['nearestStreet']> {
  const near = nearestPlaces(point, { kinds: streets, withinMetres: NEAR_METRES, most: 8 });
  const posts = await cardPostsIn(
    near.map(({ place }) => place.id),
    now,
  );
  const cards = (await briefsOf(posts)).filter(({ role }) => role === 'chief');
  for (const { place, metres } of near) {
    const card = cards.find((each) => each.place.id === place.id);
    if (card) return { card, metres: Math.round(metres) };
  }
  return null;
}

export async function briefsOf(posts: readonly PostRecord[]): Promise<CardBrief[]> {
  return cardBriefs(posts, await accountNames(posts.map(({ accountId }) => String(accountId))));
}

const sorted = (cards: readonly CardBrief[]) =>
  [...cards].sort((a, b) => cardRoles.indexOf(a.role) - cardRoles.indexOf(b.role));
