import type { candidate } from '@gongzhi/shared/issues/schema';
import { type UnitKind, unitKindLabels } from '@gongzhi/shared/standards/labels';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import {
  type Organisation,
  organisationsAt,
  organisationsForLine,
} from '../organisations/organisations.queries';
import { placeById } from '../places/place-index';
import { loadVisible } from './apply-command';
import type { IssueRecord } from './issue.model';
import { IssueModel } from './issue.model';
import { toId } from './object-id';
import { conditionOf } from './standards-of-issue';

type Candidate = z.output<typeof candidate>;

/** Of the units of a place; any other is found by its name. */
const MOST_OFFERED = 8;

/** The units that answer for a case: by the line of work of its filing condition and its places. */
export async function unitsFor(
  issue: Pick<IssueRecord, 'conditionCode' | 'catalogueVersion' | 'placeIds'>,
): Promise<{ line: UnitKind | null; units: Organisation[] }> {
  const line = (await conditionOf(issue))?.unitKind ?? null;
  if (!line) return { line, units: [] };
  return { line, units: await organisationsForLine(line, issue.placeIds.map(String)) };
}

/** Whom the desk could send a case to, best first, and why. */
export async function dispatchCandidates(actor: Actor, issueId: string): Promise<Candidate[]> {
  const { issue, relations } = await loadVisible(actor, issueId);
  if (!relations.includes('dispatcher'))
    throw new AppError('FORBIDDEN', { detail: `candidates of ${issueId}` });
  // A suggestion has no filing condition that names a line of work: every unit of its place may answer it.
  const { line, units } =
    issue.kind === 'suggestion'
      ? { line: null, units: (await organisationsAt(issue.placeIds.map(String))).slice(0, MOST_OFFERED) }
      : await unitsFor(issue);
  const returnedBy = new Set(
    issue.timeline.filter(({ command }) => command === 'return').map((event) => String(event.organisationId)),
  );
  const candidates = await Promise.all(
    units.map(async (unit): Promise<Candidate> => {
      const openCases = await IssueModel.countDocuments({ assignedTo: toId(unit.id), state: 'dispatched' });
      const reasons = [...(line ? [`负责${unitKindLabels[line]}`] : []), areaReason(unit, issue)];
      if (returnedBy.has(unit.id)) reasons.push('退回过这个案件');
      reasons.push(openCases > 0 ? `手上有 ${openCases} 件` : '手上没有未处理的案件');
      return { organisationId: unit.id, name: unit.name, reasons, openCases, suggested: false };
    }),
  );
  candidates.sort(
    (a, b) => Number(returnedBy.has(a.organisationId)) - Number(returnedBy.has(b.organisationId)),
  );
  const [best] = candidates;
  if (line && best && !returnedBy.has(best.organisationId)) best.suggested = true;
  return candidates;
}

function areaReason(unit: Organisation, { placeIds }: Pick<IssueRecord, 'placeIds'>): string {
  if (unit.placeIds.length === 0) return '负责全区';
  const here = new Set(placeIds.map(String));
  const names = unit.placeIds.filter((id) => here.has(id)).map((id) => placeById(id)?.name ?? '');
  return `负责${names.filter(Boolean).at(-1) ?? '这一片'}`;
}
