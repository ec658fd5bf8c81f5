import type { OrganisationKind } from '@gongzhi/shared/organisations/schema';
import type { WorkingHours } from '@gongzhi/shared/standards/working-hours';
import mongoose from 'mongoose';
import { pathOf, placeById } from '../places/place-index';
import { OrganisationModel, type OrganisationRecord } from './organisation.model';

/** An organisation as other modules see it. */
export interface Organisation {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: OrganisationKind;
  readonly parentId: string | null;
  readonly lines: readonly string[];
  /** Empty is the whole district. */
  readonly placeIds: readonly string[];
  /** Null: the command centre's. */
  readonly workingHours: WorkingHours | null;
  readonly phone: string;
  readonly address: string;
  readonly active: boolean;
  readonly retirement: { readonly at: Date; readonly why: string } | null;
  readonly demo: boolean;
  readonly version: number;
  readonly createdAt: Date;
}

export function toOrganisation(record: OrganisationRecord): Organisation {
  return {
    id: String(record._id),
    code: record.code,
    name: record.name,
    shortName: record.shortName,
    kind: record.kind,
    parentId: record.parentId ? String(record.parentId) : null,
    lines: record.lines,
    placeIds: record.placeIds.map(String),
    workingHours: record.workingHours,
    phone: record.phone,
    address: record.address ?? '',
    active: record.active,
    retirement: record.retirement ?? null,
    demo: record.demo,
    version: record.version,
    createdAt: record.createdAt,
  };
}

/** Null for an id that is none as well. */
export async function findOrganisation(id: string): Promise<Organisation | null> {
  if (!mongoose.isObjectIdOrHexString(id)) return null;
  const record = await OrganisationModel.findById(id).lean<OrganisationRecord>();
  return record && toOrganisation(record);
}

export async function findOrganisations(ids: readonly string[]): Promise<Map<string, Organisation>> {
  const valid = [...new Set(ids)].filter((id) => mongoose.isObjectIdOrHexString(id));
  if (valid.length === 0) return new Map();
  const records = await OrganisationModel.find({ _id: { $in: valid } }).lean<OrganisationRecord[]>();
  return new Map(records.map((record) => [String(record._id), toOrganisation(record)]));
}

/** What was read a moment ago, for showing names in lists. */
const shown = new Map<string, { organisation: Organisation; readAt: number }>();
/** For so long a list may show a name that another process has changed. */
const LOOK_AGAIN_MS = 2000;

/** The same for names that are only shown: many lists name the same few units. Rights and clocks read them anew. */
export async function organisationsToShow(ids: readonly string[]): Promise<Map<string, Organisation>> {
  const time = performance.now();
  const unknown = ids.filter(
    (id) => time - (shown.get(id)?.readAt ?? Number.NEGATIVE_INFINITY) > LOOK_AGAIN_MS,
  );
  for (const [id, organisation] of await findOrganisations(unknown))
    shown.set(id, { organisation, readAt: time });
  return new Map(
    ids.flatMap((id): [string, Organisation][] => {
      const known = shown.get(id);
      return known ? [[id, known.organisation]] : [];
    }),
  );
}

/** Forgets what was read; called when organisations were changed here. */
export function forgetOrganisations(): void {
  shown.clear();
}

export async function findOrganisationByCode(code: string): Promise<Organisation | null> {
  const record = await OrganisationModel.findOne({ code }).lean<OrganisationRecord>();
  return record && toOrganisation(record);
}

/** The bureau that runs the installation: the one a person can turn to. Null before it was made. */
export async function findBureau(): Promise<Organisation | null> {
  const record = await OrganisationModel.findOne({ kind: 'bureau' })
    .sort({ code: 1 })
    .lean<OrganisationRecord>();
  return record && toOrganisation(record);
}

/** How deep the narrowest of its places among `placeIds` lies: 0 for the whole district, null when it covers none. */
function nearness(organisation: Organisation, placeIds: ReadonlySet<string>): number | null {
  if (organisation.placeIds.length === 0) return 0;
  const depths = organisation.placeIds
    .filter((id) => placeIds.has(id))
    .map((id) => {
      const place = placeById(id);
      return place ? pathOf(place).length + 1 : 1;
    });
  return depths.length > 0 ? Math.max(...depths) : null;
}

/**
 * The active organisations that answer for a line of work at a place, given by the ids of all places it belongs to.
 * Those made for the narrowest of these places come first.
 */
export async function organisationsForLine(
  line: string,
  placeIds: readonly string[],
): Promise<Organisation[]> {
  const records = await OrganisationModel.find({ lines: line, active: true }).lean<OrganisationRecord[]>();
  return nearestFirst(records.map(toOrganisation), placeIds);
}

/** Kinds that answer what residents suggest; a shop or a committee is not asked. */
const answeringKinds: readonly OrganisationKind[] = ['unit', 'town_office', 'contractor', 'property_firm'];

/** The active organisations that cover a place, whatever their line of work. */
export async function organisationsAt(placeIds: readonly string[]): Promise<Organisation[]> {
  const records = await OrganisationModel.find({ kind: { $in: answeringKinds } }).lean<
    OrganisationRecord[]
  >();
  return nearestFirst(
    records.map(toOrganisation).filter(({ active }) => active),
    placeIds,
  );
}

function nearestFirst(organisations: readonly Organisation[], placeIds: readonly string[]): Organisation[] {
  const here = new Set(placeIds);
  return organisations
    .flatMap((organisation) => {
      const depth = nearness(organisation, here);
      return depth === null ? [] : [{ organisation, depth }];
    })
    .sort((a, b) => b.depth - a.depth || (a.organisation.code < b.organisation.code ? -1 : 1))
    .map(({ organisation }) => organisation);
}

/** The committee of a community or village; null where there is none. */
export async function committeeOf(placeId: string): Promise<Organisation | null> {
  const record = await OrganisationModel.findOne({
    placeIds: new mongoose.Types.ObjectId(placeId),
    kind: 'committee',
    active: true,
  }).lean<OrganisationRecord>();
  return record && toOrganisation(record);
}

/** Everything active of these kinds, by code. */
export async function activeOrganisationsOf(kinds: readonly OrganisationKind[]): Promise<Organisation[]> {
  const records = await OrganisationModel.find({ kind: { $in: kinds }, active: true })
    .sort({ code: 1 })
    .lean<OrganisationRecord[]>();
  return records.map(toOrganisation);
}

/** Those of some codes that no active organisation has. */
export async function unknownOrganisationCodes(codes: readonly string[]): Promise<Set<string>> {
  const asked = [...new Set(codes)];
  if (asked.length === 0) return new Set();
  const records = await OrganisationModel.find({ code: { $in: asked } }, { code: 1, active: 1 }).lean<
    OrganisationRecord[]
  >();
  const known = new Set(records.filter(({ active }) => active).map(({ code }) => code));
  return new Set(asked.filter((code) => !known.has(code)));
}

/** Names by code, for what is stored with the code of an organisation. */
export async function organisationNamesByCode(codes: readonly string[]): Promise<Map<string, string>> {
  const asked = [...new Set(codes)];
  if (asked.length === 0) return new Map();
  const records = await OrganisationModel.find({ code: { $in: asked } }, { code: 1, name: 1 }).lean<
    OrganisationRecord[]
  >();
  return new Map(records.map(({ code, name }) => [code, name]));
}

/** The whole directory, by code: some hundred in a district. */
export async function allOrganisations(): Promise<Organisation[]> {
  const records = await OrganisationModel.find({}).sort({ code: 1 }).lean<OrganisationRecord[]>();
  return records.map(toOrganisation);
}

export async function findOrganisationsByCode(codes: readonly string[]): Promise<Map<string, Organisation>> {
  if (codes.length === 0) return new Map();
  const records = await OrganisationModel.find({ code: { $in: [...new Set(codes)] } }).lean<
    OrganisationRecord[]
  >();
  return new Map(records.map((record) => [record.code, toOrganisation(record)]));
}
