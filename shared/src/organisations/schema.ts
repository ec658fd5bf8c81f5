import { z } from 'zod';
import { id, instant, pageOf, someWords, words } from '../fields';
import { workingHoursSchema } from '../standards/working-hours';

export const organisationKinds = [
  'bureau',
  'command_centre',
  'unit',
  'town_office',
  'contractor',
  'property_firm',
  'committee',
  'shop',
] as const;
export const organisationKind = z.enum(organisationKinds);
export type OrganisationKind = z.infer<typeof organisationKind>;

/** Lines of work a unit answers for; the filing conditions name one of them. Labels: standards/labels.ts. */
export const lineOfWork = z.string().regex(/^[a-z_]{3,40}$/);

export const organisationInput = z.object({
  code: z.string().regex(/^[A-Za-z0-9-]{2,30}$/, '编码用 2–30 位字母、数字或连字符'),
  name: someWords(60),
  shortName: someWords(20),
  kind: organisationKind,
  parentCode: z.string().max(30).optional(),
  lines: z.array(lineOfWork).max(30).default([]),
  /** Codes of the places it covers; empty means the whole district. */
  placeCodes: z.array(z.string().max(40)).max(50).default([]),
  phone: words(30).default(''),
  /** Where it can be visited or written to. */
  address: words(120).default(''),
  /** Where they differ from the command centre's. */
  workingHours: workingHoursSchema.optional(),
});
export type OrganisationInput = z.infer<typeof organisationInput>;

/** A unit written by hand. Its own working hours come from a file only, and stay as they are. */
export const newOrganisation = organisationInput.omit({ workingHours: true });
/** Everything that is named of it, in place of what it was; the code never changes. */
export const organisationChange = newOrganisation.omit({ code: true }).extend({
  /** The one that was looked at; another change in between is a conflict. */
  version: z.number().int(),
});
export type OrganisationChange = z.infer<typeof organisationChange>;

/** The unit as it was looked at, and why it goes out of service. */
export const organisationRetirement = z.object({ version: z.number().int(), why: someWords(200) });
export type OrganisationRetirement = z.infer<typeof organisationRetirement>;

export const organisationView = z.object({
  id,
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: organisationKind,
  lines: z.array(z.string()),
  parent: z.object({ code: z.string(), name: z.string() }).nullable(),
  places: z.array(z.object({ id, code: z.string(), name: z.string() })),
  phone: z.string(),
  address: z.string(),
  /** In service: it can be chosen for something new. */
  active: z.boolean(),
  /** When and why it went out of service. */
  retirement: z.object({ at: instant, why: z.string() }).nullable(),
  demo: z.boolean(),
  version: z.number().int(),
  createdAt: instant,
});
export type OrganisationView = z.infer<typeof organisationView>;
export const organisationPage = pageOf(organisationView).extend({
  /** Whether the reader may add and change units. */
  canEdit: z.boolean(),
});

/** Result of an import: nothing is stored unless every row is right. */
export const importReport = z.object({
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  errors: z.array(z.object({ row: z.number().int(), field: z.string(), message: z.string() })),
  dryRun: z.boolean(),
});
export type ImportReport = z.infer<typeof importReport>;
