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
import { cellOf, FINE, ringsAround, stretchOf } from '../../platform/h3-cells';
import { currentCatalogue } from '../standards/standards.queries';
import { metresBetween } from './case-pictures';
import { IssueModel, type IssueRecord } from './issue.model';
import { cardFields, sightOf, viewCard } from './issue.view';
import { readerFor } from './issue-readers';
import { cellsOfCircle, nearestIds } from './nearest-issues';

type NearbyIssue = IssueCard & { distanceMetres: number | null };

const SIMILAR_METRES = 100;
/** From the middle of a fine cell to the farthest case in it, in metres. */
const FINE_REACH = 250;
/** More open cases than this are not read of one neighbourhood. */
const MOST_READ = 600;

type NearbyQuery = QueryOf<typeof issueContracts.nearby>;

/** Cases around a point, nearest first. */
export async function nearbyIssues(actor: Actor | null, query: NearbyQuery): Promise<NearbyIssue[]> {
  const { lng, lat, radius, groupCode, limit } = query;
  const point: LngLat = [lng, lat];
  const states = askedStates(query);
  const [ids, unaccepted] = await Promise.all([
    nearestIds({ point, radius, states, groupCode }, limit),
    states.includes('reported') ? unacceptedAround(point, radius, groupCode) : [],
  ]);
  const accepted =
    ids.length > 0
      ? await IssueModel.find({ _id: { $in: ids } }, cardFields)
          .batchSize(limit)
          .lean<IssueRecord[]>()
      : [];
  // A case may have been accepted in between.
  const found = new Map([...accepted, ...unaccepted].map((issue) => [String(issue._id), issue]));
  const near = await measured(actor, [...found.values()], point);
  return near.filter(({ distanceMetres }) => (distanceMetres ?? 0) <= radius).slice(0, limit);
}

function askedStates({ state, group }: NearbyQuery): IssueState[] {
  const inGroup = group ? statesIn(group) : issueStates;
  return inGroup.filter((each) => !state || state.includes(each));
}

/** The newest cases nobody has accepted: few, and their exact place is for those who work on them only. */
function unacceptedAround(
  point: LngLat,
  radius: number,
  groupCode: string | undefined,
): Promise<IssueRecord[]> {
  const cells = cellsOfCircle(point, radius + FINE_REACH, FINE);
  return IssueModel.find(
    {
      $or: cells.map((cell) => ({ state: 'reported', cellFine: stretchOf(cell, FINE) })),
      ...(groupCode && { groupCode }),
    },
    cardFields,
  )
    .sort({ _id: -1 })
    .limit(MOST_READ)
    .lean<IssueRecord[]>()
    .exec();
}

/** Open cases that may be the same as what somebody is about to report here. */
export async function similarIssues(
  actor: Actor | null,
  { lng, lat, groupCode, matterCode }: QueryOf<typeof issueContracts.similar>,
): Promise<NearbyIssue[]> {
  const point: LngLat = [lng, lat];
  const group = matterCode ? groupOf(await currentCatalogue(), matterCode)?.code : groupCode;
  const found = await IssueModel.find(
    {
      cellFine: { $in: ringsAround(point, SIMILAR_METRES, FINE) },
      state: { $in: [...openStates] },
      ...(group && { groupCode: group }),
    },
    cardFields,
  )
    .sort({ _id: -1 })
    .limit(MOST_READ)
    .lean<IssueRecord[]>();
  const here = cellOf(point, FINE);
  const reader = await readerFor(actor, found, clock.now());
  // Of a case that is not accepted the public learns neither the exact point nor the class: being in the same cell
  // and of the same group is enough.
  const close = found.filter((issue) => {
    if (sightOf(issue, reader.relationsTo(issue)) === 'outline') return issue.cellFine === here;
    if (matterCode && issue.matterCode && issue.matterCode !== matterCode) return false;
    return issue.point !== null && metresBetween(point, issue.point.coordinates) <= SIMILAR_METRES;
  });
  return (await measured(actor, close, point)).slice(0, 10);
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
