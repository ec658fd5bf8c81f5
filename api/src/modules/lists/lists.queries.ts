import type {
  Kept,
  ListKind,
  ListVersion,
  listNames,
  ManagementRow,
  ResponsibilityRow,
} from '@gongzhi/shared/lists/schema';
import { localDay } from '@gongzhi/shared/time';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { findOrganisationsByCode } from '../organisations/organisations.queries';
import { placeByCode } from '../places/place-index';
import { type ListRow, ListVersionModel, type ListVersionRecord } from './list-version.model';
import { viewVersion } from './list-version.view';
import { mayEditLists } from './lists-access';

export interface RowsOf {
  responsibility: Kept<ResponsibilityRow>;
  management: Kept<ManagementRow>;
}

/** For so long a process may go on with the version it knows after another process published one. */
const LOOK_AGAIN_MS = 2000;
const inForce = new Map<string, { record: ListVersionRecord | null; readAt: number }>();

/** Forgets what was read; called when a version was published here, and between tests. */
export function forgetLists(): void {
  inForce.clear();
}

/** The version that counts at a moment: the latest published one whose day has come. */
export async function versionInForce(kind: ListKind, now: Date): Promise<ListVersionRecord | null> {
  const day = localDay(now);
  const key = `${kind}:${day}`;
  const known = inForce.get(key);
  const time = performance.now();
  if (known && time - known.readAt < LOOK_AGAIN_MS) return known.record;
  const record = await ListVersionModel.findOne({ kind, state: 'published', effectiveFrom: { $lte: day } })
    .sort({ effectiveFrom: -1, version: -1 })
    .lean<ListVersionRecord>();
  inForce.set(key, { record, readAt: time });
  return record;
}

/** A published version by its number. */
export async function publishedVersion(kind: ListKind, version: number): Promise<ListVersionRecord | null> {
  return ListVersionModel.findOne({ number: `${kind}:${version}` }).lean<ListVersionRecord>();
}

export async function draftOf(kind: ListKind): Promise<ListVersionRecord> {
  const draft = await ListVersionModel.findOne({ draftOf: kind }).lean<ListVersionRecord>();
  if (!draft) throw new AppError('NOT_FOUND', { detail: `no draft of ${kind}` });
  return draft;
}

/** The latest published version, in force or not: what the next draft starts from. */
export async function latestVersion(kind: ListKind): Promise<ListVersionRecord | null> {
  return ListVersionModel.findOne({ kind, state: 'published' })
    .sort({ effectiveFrom: -1, version: -1 })
    .lean<ListVersionRecord>();
}

/** Whether a unit is named by the responsibility list that counts now or by one that is going to. */
export async function isOnResponsibilityList(code: string, now: Date): Promise<boolean> {
  const kind = 'responsibility';
  const [current, coming] = await Promise.all([
    versionInForce(kind, now),
    ListVersionModel.find({ kind, state: 'published', effectiveFrom: { $gt: localDay(now) } }).lean<
      ListVersionRecord[]
    >(),
  ]);
  return [...(current ? [current] : []), ...coming]
    .flatMap((record) => rowsOf(kind, record))
    .some((row) => row.organisationCode === code || row.supportingCodes.includes(code));
}

/** All versions, the draft first, then the newest; the public does not hear of a draft. */
export async function listVersions(
  kind: ListKind,
  actor: Actor | null,
  now: Date,
): Promise<{ items: ListVersion[]; canEdit: boolean }> {
  const canEdit = await mayEditLists(actor);
  const [published, drafts, current] = await Promise.all([
    ListVersionModel.find({ kind, state: 'published' })
      .sort({ effectiveFrom: -1, version: -1 })
      .lean<ListVersionRecord[]>(),
    canEdit ? ListVersionModel.find({ draftOf: kind }).lean<ListVersionRecord[]>() : [],
    versionInForce(kind, now),
  ]);
  return {
    canEdit,
    items: [...drafts, ...published].map((record) => viewVersion(record, current?.version ?? null)),
  };
}

/** One version as its reader may see it. */
export async function requireVersion(
  kind: ListKind,
  id: string,
  actor: Actor | null,
): Promise<ListVersionRecord> {
  const record = await ListVersionModel.findById(id).lean<ListVersionRecord>();
  const hidden = record?.state === 'draft' && !(await mayEditLists(actor));
  if (record?.kind !== kind || hidden) throw new AppError('NOT_FOUND', { detail: `no ${kind} list ${id}` });
  return record;
}

export async function readVersion<K extends ListKind>(
  kind: K,
  id: string,
  actor: Actor | null,
  now: Date,
): Promise<ListVersion & { rows: RowsOf[K][]; names: z.output<typeof listNames> }> {
  const record = await requireVersion(kind, id, actor);
  const current = await versionInForce(kind, now);
  return {
    ...viewVersion(record, current?.version ?? null),
    rows: rowsOf(kind, record),
    names: await namesOf(record),
  };
}

/** How the places and units its rows speak of are called; what is there no more is called by its code. */
async function namesOf({ rows }: ListVersionRecord): Promise<z.output<typeof listNames>> {
  const said = rows.flatMap((row) => ('about' in row ? [row] : []));
  const codes = said.flatMap((row) => [row.organisationCode, ...row.supportingCodes]);
  const units = await findOrganisationsByCode(codes);
  return {
    areas: Object.fromEntries(
      said.map(({ areaCode }) => [areaCode, placeByCode(areaCode)?.name ?? areaCode]),
    ),
    units: Object.fromEntries(codes.map((code) => [code, units.get(code)?.name ?? code])),
  };
}

/** The rows of a version; its kind says of which sort they are. */
export function rowsOf<K extends ListKind>(_kind: K, record: { rows: ListRow[] }): RowsOf[K][] {
  return record.rows as RowsOf[K][];
}
