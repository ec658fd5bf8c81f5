import type { QueryOf } from '@gongzhi/shared/contract';
import type { LngLat } from '@gongzhi/shared/fields';
import type { issueContracts } from '@gongzhi/shared/issues/contract';
import type { IssueCard } from '@gongzhi/shared/issues/schema';
import {
  type IssueState,
  issueStates,
  openStates,
  stateFacts,
  statesIn,
} from '@gongzhi/shared/issues/states';
import { groupOf } from '@gongzhi/shared/standards/catalogue';
import type { Actor } from '../../http/actor';
import { clock } from '../../platform/clock';
import { cellOf, FINE } from '../../platform/h3-cells';
import { district } from '../places/place-index';
import { currentCatalogue } from '../standards/standards.queries';
import { metresBetween } from './case-pictures';
import { IssueModel, type IssueRecord } from './issue.model';
import { hiddenStates } from './issue.policy';
import { cardFields, sightOf, viewCard } from './issue.view';
import { readerFor } from './issue-readers';
import { type Around, nearestIds, unacceptedIds } from './nearest-issues';

type NearbyIssue = IssueCard & { distanceMetres: number | null };

const SIMILAR_METRES = 100;
const MOST_SIMILAR = 10;
/** So many of a group are looked at for those of one class. */
const MOST_OF_GROUP = 60;
/** Of cases nobody has accepted at least so many are read: whoever works on them is told by their exact place. */
const LEAST_UNACCEPTED = 60;

type NearbyQuery = QueryOf<typeof issueContracts.nearby>;

/** Cases around a point or the middle of the district, nearest first. */
export async function nearbyIssues(actor: Actor | null, query: NearbyQuery): Promise<NearbyIssue[]> {
  const { radius, groupCode, limit } = query;
  const point = pointOf(query);
  if (!point) return [];
  const states = askedStates(query);
  const found = await acceptedAndNot({ point, radius, states, groupCode }, limit);
  const near = await measured(actor, found, point);
  return near.filter(({ distanceMetres }) => (distanceMetres ?? 0) <= radius).slice(0, limit);
}

/** The nearest cases, and of those nobody has accepted the nearest as far as the public may know their place. */
async function acceptedAndNot(around: Around, most: number): Promise<IssueRecord[]> {
  const [accepted, unaccepted] = await Promise.all([
    nearestIds(around, most),
    around.states.includes('reported') ? unacceptedIds(around, Math.max(most, LEAST_UNACCEPTED)) : [],
  ]);
  const ids = [...accepted, ...unaccepted];
  if (ids.length === 0) return [];
  // Asked for their state again: one may have been withdrawn meanwhile.
  const states = around.states.filter((state) => !hiddenStates.includes(state));
  return IssueModel.find({ _id: { $in: ids }, state: { $in: states } }, cardFields)
    .hint({ _id: 1 })
    .batchSize(ids.length)
    .lean<IssueRecord[]>()
    .exec();
}

function pointOf({ lng, lat }: NearbyQuery): LngLat | null {
  if (lng !== undefined && lat !== undefined) return [lng, lat];
  return district()?.centre ?? null;
}

function askedStates({ state, group }: NearbyQuery): IssueState[] {
  const inGroup = group ? statesIn(group) : issueStates;
  return inGroup.filter((each) => !state || state.includes(each));
}

/** Open cases that may be the same as what somebody is about to report here. */
export async function similarIssues(
  actor: Actor | null,
  { lng, lat, groupCode, matterCode }: QueryOf<typeof issueContracts.similar>,
): Promise<NearbyIssue[]> {
  const point: LngLat = [lng, lat];
  const group = matterCode ? groupOf(await currentCatalogue(), matterCode)?.code : groupCode;
  const found = await acceptedAndNot(
    { point, radius: SIMILAR_METRES, states: openStates, groupCode: group },
    matterCode ? MOST_OF_GROUP : MOST_SIMILAR,
  );
  const here = cellOf(point, FINE);
  const reader = await readerFor(actor, found, clock.now());
  // Of a case that is not accepted the public learns neither the exact point nor the class: being in the same cell
  // and of the same group is enough.
  const close = found.filter((issue) => {
    if (sightOf(issue, reader.relationsTo(issue)) === 'outline') return issue.cellFine === here;
    if (matterCode && issue.matterCode && issue.matterCode !== matterCode) return false;
    return issue.point !== null && metresBetween(point, issue.point.coordinates) <= SIMILAR_METRES;
  });
  return (await measured(actor, close, point)).slice(0, MOST_SIMILAR);
}

/** As cards with the distance to what the reader sees of their place, nearest first. */
async function measured(
  actor: Actor | null,
  issues: readonly IssueRecord[],
  point: LngLat,
): Promise<NearbyIssue[]> {
  const reader = await readerFor(actor, issues, clock.now());
  return issues
    .map((issue) => {
      const card = viewCard(issue, reader);
      return { ...card, distanceMetres: card.point && Math.round(metresBetween(point, card.point)) };
    })
    .sort(
      (a, b) =>
        (a.distanceMetres ?? Number.MAX_SAFE_INTEGER) - (b.distanceMetres ?? Number.MAX_SAFE_INTEGER) ||
        stateFacts[a.state].group.localeCompare(stateFacts[b.state].group) ||
        (a.id < b.id ? 1 : -1),
    );
}
