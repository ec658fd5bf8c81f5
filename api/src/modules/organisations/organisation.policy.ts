import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';

/** Units are the administrator's, whether they come one by one or from a file. */
export const mayEditOrganisations = (actor: Actor): boolean =>
  actor.posts.some(({ role }) => role === 'administrator');

export function requireOrganisationEditor(actor: Actor): void {
  if (!mayEditOrganisations(actor)) throw new AppError('FORBIDDEN', { detail: 'needs to be administrator' });
}
