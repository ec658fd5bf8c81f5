import { isOpen, openStates } from '@gongzhi/shared/issues/states';
import type { IssueStep } from '@gongzhi/shared/issues/steps';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import { placeById } from '../places/place-index';
import { cellIndex, IssueModel, type IssueRecord } from './issue.model';
import { publicPlaceKinds } from './issue.policy';
import { toId } from './object-id';

/** Kinds of places figures are counted for: the public areas, and the streets that have a chief. */
const countedKinds: readonly PlaceKind[] = [...publicPlaceKinds, 'road', 'alley', 'river'];

/** What figures are counted from: facts stored when they happened. */
export interface CaseFacts {
  reportedDay: string;
  closedDay: string | null;
  /** District, town, community and street: what figures are counted for. */
  areaIds: string[];
  groupCode: string;
  organisationId: string;
  filed: boolean;
  open: boolean;
  steps: IssueStep[];
  rework: number;
  rating: { solved: boolean; score: number } | null;
  createdAt: Date;
  closedAt: Date | null;
}

const factFields = {
  reportedDay: 1,
  closedDay: 1,
  placeIds: 1,
  groupCode: 1,
  assignedTo: 1,
  conditionCode: 1,
  state: 1,
  steps: 1,
  rework: 1,
  rating: 1,
  createdAt: 1,
  closedAt: 1,
} as const;

function toFacts(issue: IssueRecord): CaseFacts {
  return {
    reportedDay: issue.reportedDay,
    closedDay: issue.closedDay,
    areaIds: issue.placeIds.map(String).filter((id) => {
      const place = placeById(id);
      return place !== null && countedKinds.includes(place.kind);
    }),
    groupCode: issue.groupCode ?? '',
    organisationId: issue.assignedTo ? String(issue.assignedTo) : '',
    filed: issue.conditionCode !== null,
    open: isOpen(issue.state),
    steps: issue.steps,
    rework: issue.rework,
    rating: issue.rating,
    createdAt: issue.createdAt,
    closedAt: issue.closedAt,
  };
}

/** Cases reported or closed on a day. Withdrawn ones never counted as a case. */
export async function factsOfDay(day: string): Promise<CaseFacts[]> {
  const [reported, closed] = await Promise.all([
    IssueModel.find({ reportedDay: day }, factFields).lean<IssueRecord[]>(),
    IssueModel.find({ closedDay: day }, factFields).lean<IssueRecord[]>(),
  ]);
  const both = new Map([...reported, ...closed].map((issue) => [String(issue._id), issue]));
  return [...both.values()].filter(({ state }) => state !== 'withdrawn').map(toFacts);
}

/** The days on which those cases were reported whose due time passed in between. */
export async function duePassed(after: Date, until: Date): Promise<string[]> {
  const passed = await IssueModel.find(
    { state: { $in: [...openStates] }, dueSort: { $gt: after, $lte: until } },
    { reportedDay: 1 },
  ).lean<Pick<IssueRecord, 'reportedDay'>[]>();
  return passed.map(({ reportedDay }) => reportedDay);
}

export interface OpenCounts {
  open: number;
  late: number;
}

/** How many cases of an area are open at this moment, and how many of them late. */
export async function countOpen(areaId: string, now: Date): Promise<OpenCounts> {
  const filter = { placeIds: toId(areaId), state: { $in: [...openStates] } };
  const [open, late] = await Promise.all([
    IssueModel.countDocuments(filter),
    IssueModel.countDocuments({ ...filter, dueSort: { $lt: now } }),
  ]);
  return { open, late };
}

export interface CellCounts extends OpenCounts {
  /** A fine cell of `platform/h3-cells`. */
  cell: string;
}

/** Where cases are open at this moment. The first count reads its index only, the second only what is late. */
export async function countOpenByCell(now: Date): Promise<CellCounts[]> {
  const open = { state: { $in: [...openStates] } };
  const [all, late] = await Promise.all([
    countByCell({ ...open, cellFine: { $ne: null } }, cellIndex),
    countByCell(
      { ...open, dueSort: { $lt: now }, cellFine: { $ne: null } },
      { state: 1, dueSort: 1, _id: 1 },
    ),
  ]);
  const lateIn = new Map(late.map(({ _id, cases }) => [_id, cases]));
  return all.map(({ _id, cases }) => ({ cell: _id, open: cases, late: lateIn.get(_id) ?? 0 }));
}

const countByCell = (filter: object, hint: Record<string, 1 | -1>) =>
  IssueModel.aggregate<{ _id: string; cases: number }>([
    { $match: filter },
    { $group: { _id: '$cellFine', cases: { $sum: 1 } } },
  ]).option({ hint });
