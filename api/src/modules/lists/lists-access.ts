import type { PostScope } from '@gongzhi/shared/posts/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { findOrganisations } from '../organisations/organisations.queries';
import { placeById } from '../places/place-index';
import { canEditLists } from './lists.policy';

/** Whether somebody may write the lists, with the organisations of the posts looked up. */
export async function mayEditLists(actor: Actor | null): Promise<boolean> {
  const units = (actor?.posts ?? []).filter(({ scope }) => scope.kind === 'organisation');
  const found = await findOrganisations(units.map(({ scope }) => scope.id));
  return canEditLists(actor, ({ kind, id }: PostScope) =>
    kind === 'place' ? placeById(id)?.kind === 'district' : found.get(id)?.kind === 'bureau',
  );
}

export async function requireEditor(actor: Actor): Promise<void> {
  if (!(await mayEditLists(actor))) throw new AppError('FORBIDDEN', { detail: 'lists' });
}
