import { z } from 'zod';
import { id, instant, pageOf, someWords, words } from '../fields';

/** Roles a post can carry. Everybody with an account is a resident without any post. */
export const postRoles = [
  'chief',
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
