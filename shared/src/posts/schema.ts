import { z } from 'zod';
import { id, instant, pageOf, someWords, words } from '../fields';
import { issueStates } from '../issues/states';
import { organisationKinds } from '../organisations/schema';
import { placeKinds } from '../places/schema';

/** Roles a post can carry. Everybody with an account is a resident without any post. */
export const postRoles = [
  'chief',
  'river_chief',
  'building_head',
  'grid_worker',
  'dispatcher',
  'unit_officer',
  'firm_officer',
  'shopkeeper',
  'deputy',
  'bureau_officer',
  'administrator',
] as const;
export const postRole = z.enum(postRoles);
export type PostRole = z.infer<typeof postRole>;

/** Where a post's rights reach: an area (and everything in it) or an organisation. */
export const postScope = z.object({ kind: z.enum(['place', 'organisation']), id });
export type PostScope = z.infer<typeof postScope>;

/** Open cases by state. Cases belong to places and units, never to a person: whoever holds the post next has them. */
export const openWork = z.array(z.object({ state: z.enum(issueStates), count: z.number().int() }));
export type OpenWork = z.infer<typeof openWork>;

export const postView = z.object({
  id,
  role: postRole,
  scope: z.object({ kind: z.enum(['place', 'organisation']), id, name: z.string() }),
  account: z.object({ id, name: z.string() }),
  title: z.string(),
  from: instant,
  until: instant.nullable(),
  endedAt: instant.nullable(),
  appointedBy: z.string(),
  endedWhy: z.string().nullable(),
  /** Of an acting post: the post it stands in for, and whose that is. */
  actingFor: z.object({ postId: id, name: z.string() }).nullable(),
  /** Of a post that was handed over: to whom, with what note, and what was open at that moment. */
  handover: z.object({ toPostId: id, to: z.string(), note: z.string(), open: openWork }).nullable(),
  /** Of a post that was taken over: from whom. */
  takenFrom: z.object({ postId: id, name: z.string() }).nullable(),
});
export type PostView = z.infer<typeof postView>;
export const postPage = pageOf(postView);

export const appointInput = z.object({
  accountId: id,
  role: postRole,
  scope: postScope,
  title: someWords(40).optional(),
  from: instant.optional(),
  until: instant.nullable().optional(),
});
export type AppointInput = z.infer<typeof appointInput>;
export const endPostInput = z.object({ why: words(200).optional() });

export const handOverInput = z.object({
  /** Who takes the post over. */
  accountId: id,
  title: someWords(40).optional(),
  until: instant.nullable().optional(),
  note: words(500).default(''),
});
export type HandOverInput = z.infer<typeof handOverInput>;
export const handedOver = z.object({ ended: postView, begun: postView });

export const actingInput = z.object({
  /** Who acts. */
  accountId: id,
  from: instant.optional(),
  until: instant,
  why: words(200).default(''),
});
export type ActingInput = z.infer<typeof actingInput>;

/** What ending or handing over a post would mean now. */
export const postStanding = z.object({ post: postView, open: openWork, actingNow: z.string().nullable() });
export type PostStanding = z.infer<typeof postStanding>;

/** Somebody who can be appointed, as the desk finds them. */
export const personBrief = z.object({ id, name: z.string(), note: z.string() });
export const personView = z.object({
  id,
  name: z.string(),
  kind: z.enum(['wechat', 'desk', 'demo']),
  loginName: z.string().nullable(),
  disabledAt: instant.nullable(),
  /** All posts, newest first; at most 200. */
  posts: z.array(postView),
});
export type PersonView = z.infer<typeof personView>;
export const deactivateInput = z.object({ why: someWords(200) });
/** Who was deactivated, and which posts that left without anybody. */
export const deactivated = z.object({ person: personView, vacated: z.array(postView) });

export const vacancy = z.object({
  role: postRole,
  scope: z.object({
    kind: z.enum(['place', 'organisation']),
    id,
    name: z.string(),
    code: z.string(),
    /** What kind of place or organisation it is. */
    what: z.union([z.enum(placeKinds), z.enum(organisationKinds)]),
    /** Where it lies, in words. */
    where: z.string(),
  }),
});
export type Vacancy = z.infer<typeof vacancy>;
export const vacancyPage = pageOf(vacancy).extend({
  /** Of each role in the same area: how many there should be, and how many are without anybody. */
  counts: z.array(z.object({ role: postRole, all: z.number().int(), vacant: z.number().int() })),
});
