import type { candidate } from '@gongzhi/shared/issues/schema';
import { type UnitKind, unitKindLabels } from '@gongzhi/shared/standards/labels';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { clock } from '../../platform/clock';
import type { Responsible } from '../lists/responsible-units';
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
import { listReason, responsibleForIssue } from './responsible-for-issue';
import { conditionOf } from './standards-of-issue';

type Candidate = z.output<typeof candidate>;
interface Offered {
  unit: Organisation;
  reasons: string[];
  /** Named by the list, or by the line of work where there is no list. */
  named: boolean;
}

/** Of the units of a place; any other is found by its name. */
const MOST_OFFERED = 8;

/** The units of the line of work that the filing condition names: how it is where no list says who answers. */
export async function unitsByLine(
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
  const offered = await offeredFor(issue);
  const returnedBy = new Set(
    issue.timeline.filter(({ command }) => command === 'return').map((event) => String(event.organisationId)),
  );
  const candidates = await Promise.all(
    offered.map(async ({ unit, reasons }): Promise<Candidate> => {
      const openCases = await IssueModel.countDocuments({ assignedTo: toId(unit.id), state: 'dispatched' });
      const all = [...reasons];
      if (returnedBy.has(unit.id)) all.push('退回过这个案件');
      all.push(openCases > 0 ? `手上有 ${openCases} 件` : '手上没有未处理的案件');
      return { organisationId: unit.id, name: unit.name, reasons: all, openCases, suggested: false };
    }),
  );
  candidates.sort(
    (a, b) => Number(returnedBy.has(a.organisationId)) - Number(returnedBy.has(b.organisationId)),
  );
  const [best] = candidates;
  const named = offered.some(({ unit, named: byName }) => byName && unit.id === best?.organisationId);
  if (best && named && !returnedBy.has(best.organisationId)) best.suggested = true;
  return candidates;
}

/** Those the list names, those it has support them, then those whose line of work it is. */
async function offeredFor(issue: IssueRecord): Promise<Offered[]> {
  const responsible = await responsibleForIssue(issue, clock.now());
  const listed = await listedUnits(issue, responsible);
  const known = new Set(listed.map(({ unit }) => unit.id));
  // A suggestion has no filing condition that names a line of work: beside whom the list names for its matter, every
  // unit of its place may answer it.
  if (issue.kind === 'suggestion') {
    const here = (await organisationsAt(issue.placeIds.map(String))).filter(({ id }) => !known.has(id));
    const others = here.map((unit) => ({ unit, reasons: [areaReason(unit, issue)], named: false }));
    return [...listed, ...others].slice(0, Math.max(MOST_OFFERED, listed.length));
  }
  const { line, units } = await unitsByLine(issue);
  const gap = responsible.version !== null && responsible.units.length === 0;
  const others = units
    .filter(({ id }) => !known.has(id))
    .map((unit) => ({
      unit,
      reasons: [
        ...(gap ? ['责任清单没有写由谁负责'] : []),
        ...(line ? [`负责${unitKindLabels[line]}`] : []),
        areaReason(unit, issue),
      ],
      named: responsible.units.length === 0,
    }));
  return [...listed, ...others];
}

async function listedUnits(issue: IssueRecord, responsible: Responsible): Promise<Offered[]> {
  const { version, units, supporting, matches } = responsible;
  const named = await Promise.all(
    units.map(async (unit) => {
      const rows = matches.filter(({ row }) => row.organisationCode === unit.code);
      return {
        unit,
        reasons: await Promise.all(rows.map(({ row }) => listReason(issue, version, row))),
        named: true,
      };
    }),
  );
  const ids = new Set(units.map(({ id }) => id));
  const backing = supporting
    .filter(({ id }) => !ids.has(id))
    .map((unit) => ({ unit, reasons: ['责任清单里的配合单位'], named: false }));
  return [...named, ...backing];
}

function areaReason(unit: Organisation, { placeIds }: Pick<IssueRecord, 'placeIds'>): string {
  if (unit.placeIds.length === 0) return '负责全区';
  const here = new Set(placeIds.map(String));
  const names = unit.placeIds.filter((id) => here.has(id)).map((id) => placeById(id)?.name ?? '');
  return `负责${names.filter(Boolean).at(-1) ?? '这一片'}`;
}
