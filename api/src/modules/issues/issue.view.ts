import type { LngLat } from '@gongzhi/shared/fields';
import type { IssueCommand, Relation } from '@gongzhi/shared/issues/rules';
import type { IssueCard, IssueDetail } from '@gongzhi/shared/issues/schema';
import { currentStep } from '@gongzhi/shared/issues/steps';
import type { PlaceBrief } from '@gongzhi/shared/places/schema';
import { conditionByCode, groupOf, matterOf } from '@gongzhi/shared/standards/catalogue';
import { cellToLatLng } from 'h3-js';
import { viewPicture, viewThumb } from '../files/file.view';
import { brief, placeById } from '../places/place-index';
import type { IssuePicture, IssueRecord } from './issue.model';
import { isPublished, isStaff, publicPlaceKinds, seesReport } from './issue.policy';
import type { Reader } from './issue-readers';
import { viewTimeline } from './timeline.view';

/** How much of a case a reader sees: all of it, what is published, or only that there is one. */
export type Sight = 'report' | 'published' | 'outline';

export function sightOf(issue: IssueRecord, relations: readonly Relation[]): Sight {
  if (seesReport(relations)) return 'report';
  return isPublished(issue) ? 'published' : 'outline';
}

const TITLE_LENGTH = 30;

/** Case fields the lists need; what is left out is only for the detail. */
export const cardFields = {
  timeline: 0,
  tokens: 0,
  publicTokens: 0,
  outbox: 0,
  createKey: 0,
  createHash: 0,
  createdBy: 0,
  caller: 0,
  sentTo: 0,
  afterPictures: 0,
  addressedTo: 0,
  result: 0,
  cellCoarse: 0,
  cellPoint: 0,
  schemaVersion: 0,
  reportedDay: 0,
  closedDay: 0,
} as const;

export function viewCard(issue: IssueRecord, reader: Reader): IssueCard {
  const relations = reader.relationsTo(issue);
  const sight = sightOf(issue, relations);
  const catalogue = reader.catalogueOf(issue);
  const matter = issue.matterCode && sight !== 'outline' ? matterOf(catalogue, issue.matterCode) : null;
  const group =
    catalogue.groups.find(({ code }) => code === issue.groupCode) ??
    (issue.matterCode ? groupOf(catalogue, issue.matterCode) : null);
  const step = currentStep(issue.steps);
  const unit = issue.assignedTo ? reader.organisations.get(String(issue.assignedTo)) : null;
  return {
    id: String(issue._id),
    number: issue.number,
    kind: issue.kind,
    state: issue.state,
    title: titleOf(issue, sight, matter?.name ?? group?.name),
    matter: matter && { code: matter.code, name: matter.name },
    group: group ? { code: group.code, name: group.name } : null,
    address: sight === 'outline' ? communityOf(issue) : issue.address,
    point: pointFor(issue, sight),
    exact: sight !== 'outline' && issue.point !== null,
    thumb: thumbFor(issue, sight),
    due: step && { at: step.dueAt.toISOString(), provisional: step.provisional, step: step.step },
    assignedTo: unit ? { id: unit.id, name: unit.shortName } : null,
    rework: issue.rework,
    joinCount: issue.joinCount,
    mine: mineOf(issue, reader),
    createdAt: issue.createdAt.toISOString(),
    updatedAt: issue.updatedAt.toISOString(),
    version: issue.version,
  };
}

/** What only the detail needs beside the card: looked up by who presents it. */
export interface DetailExtras {
  reporter: IssueDetail['reporter'];
  abilities: IssueCommand[];
}

export function viewDetail(issue: IssueRecord, reader: Reader, extras: DetailExtras): IssueDetail {
  const relations = reader.relationsTo(issue);
  const sight = sightOf(issue, relations);
  const condition = issue.conditionCode
    ? conditionByCode(reader.catalogueOf(issue), issue.conditionCode)
    : null;
  const { code = '', text = '', limit, closingStandard = '' } = condition ?? {};
  return {
    ...viewCard(issue, reader),
    text: wordsFor(issue, sight),
    pictures: picturesFor(issue, sight).map(viewPicture),
    afterPictures: showsWork(issue, relations) ? issue.afterPictures.map(viewPicture) : [],
    places: placesFor(issue, sight),
    condition: limit ? { code, text, limit: issue.handleLimit ?? limit, closingStandard } : null,
    steps: issue.steps.map(({ step, startedAt, dueAt, provisional, doneAt, inTime }) => ({
      step,
      startedAt: startedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      provisional,
      doneAt: doneAt?.toISOString() ?? null,
      inTime,
    })),
    timeline: viewTimeline(issue, reader),
    reporter: extras.reporter,
    source: issue.source,
    addressedTo: sight === 'report' ? viewAddressee(issue) : null,
    publication: relations.includes('dispatcher') ? issue.publication : null,
    covered: issue.covered === true,
    result: issue.covered && !seesReport(relations) ? null : issue.result,
    rating: issue.rating && {
      solved: issue.rating.solved,
      score: issue.rating.score,
      words: seesReport(relations) ? issue.rating.words : '',
      at: issue.rating.at.toISOString(),
    },
    closedAt: issue.closedAt?.toISOString() ?? null,
    abilities: extras.abilities,
  };
}

/** Pictures of the work are for those who work on it and the reporter; for everybody once it is closed. */
export function showsWork(
  { state, covered }: Pick<IssueRecord, 'state' | 'covered'>,
  relations: readonly Relation[],
): boolean {
  return (state === 'closed' && !covered) || isStaff(relations) || relations.includes('reporter');
}

function wordsFor(issue: IssueRecord, sight: Sight): string {
  if (sight === 'report') return issue.text;
  return sight === 'published' ? (issue.publication?.text ?? '') : '';
}

export function titleOf(issue: IssueRecord, sight: Sight, className: string | undefined): string {
  const [line = ''] = wordsFor(issue, sight).split('\n');
  const characters = [...line.trim()];
  if (characters.length > TITLE_LENGTH) return `${characters.slice(0, TITLE_LENGTH).join('')}…`;
  return characters.join('') || className || (issue.kind === 'suggestion' ? '一条建言' : '一件上报');
}

function picturesFor(issue: IssueRecord, sight: Sight): IssuePicture[] {
  if (sight === 'report') return issue.pictures;
  const shown = new Set(sight === 'published' ? issue.publication?.pictureIds : []);
  return issue.pictures.filter(({ id }) => shown.has(id));
}

function thumbFor(issue: IssueRecord, sight: Sight): string | null {
  const [first] = picturesFor(issue, sight);
  return first ? viewThumb(first.id) : null;
}

function pointFor(issue: IssueRecord, sight: Sight): LngLat | null {
  if (!issue.point || !issue.cellFine) return null;
  if (sight !== 'outline') return issue.point.coordinates;
  const [lat, lng] = cellToLatLng(issue.cellFine);
  return [lng, lat];
}

/** Places a reader may know: before it is accepted the public learns the community, nothing narrower. */
function placesFor(issue: IssueRecord, sight: Sight): PlaceBrief[] {
  return issue.placeIds.flatMap((id) => {
    const place = placeById(String(id));
    return place && (sight !== 'outline' || publicPlaceKinds.includes(place.kind)) ? [brief(place)] : [];
  });
}

export function viewAddressee({ addressedTo }: IssueRecord): IssueDetail['addressedTo'] {
  const place = addressedTo && placeById(addressedTo.placeId);
  return addressedTo && place
    ? { postId: addressedTo.postId, role: addressedTo.role, place: brief(place) }
    : null;
}

function communityOf(issue: IssueRecord): string {
  return placesFor(issue, 'outline').at(-1)?.name ?? '';
}

function mineOf(issue: IssueRecord, { actor }: Reader): IssueCard['mine'] {
  if (!actor) return null;
  if (String(issue.reporterId) === actor.accountId) return 'reported';
  return issue.followerIds.some((id) => String(id) === actor.accountId) ? 'joined' : null;
}
