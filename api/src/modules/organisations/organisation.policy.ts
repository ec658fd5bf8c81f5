import type { Actor } from '../../http/actor';

/** Units are the administrator's, whether they come one by one or from a file. */
export const mayEditOrganisations = (actor: Actor): boolean =>
  actor.posts.some(({ role }) => role === 'administrator');
