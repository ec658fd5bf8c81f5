import type { PostScope } from '@gongzhi/shared/posts/schema';
import { AppError } from '../../http/errors';
import {
  findOrganisation,
  findOrganisations,
  type Organisation,
} from '../organisations/organisations.queries';
import { isWithin, placeById } from '../places/place-index';
import type { ScopeWithin } from './post.policy';

/** The name of a scope; throws when there is no such place or organisation, or the organisation is out of service. */
export async function requireScope(scope: PostScope): Promise<string> {
  const organisation = scope.kind === 'organisation' ? await findOrganisation(scope.id) : null;
  const found = scope.kind === 'place' ? placeById(scope.id) : organisation;
  if (!found) throw new AppError('NOT_FOUND', { detail: `no ${scope.kind} ${scope.id}` });
  if (organisation && !organisation.active) throw new AppError('ORGANISATION_UNKNOWN', { detail: scope.id });
  return found.name;
}

/** Names of many scopes by their id, organisations read at once. */
export async function scopeNames(scopes: readonly PostScope[]): Promise<Map<string, string>> {
  const organisations = await findOrganisations(
    scopes.filter(({ kind }) => kind === 'organisation').map(({ id }) => id),
  );
  return new Map(
    scopes.map(({ kind, id }) => [
      id,
      (kind === 'place' ? placeById(id)?.name : organisations.get(id)?.name) ?? '（已删除）',
    ]),
  );
}

/** The whole district: the bureau's own organisation reaches everywhere. */
const isBureau = (organisation: Organisation | undefined) => organisation?.kind === 'bureau';

/** How scopes lie in one another, with the organisations concerned read beforehand. */
export async function scopeOrder(scopes: readonly PostScope[]): Promise<ScopeWithin> {
  const organisations = await findOrganisations(
    scopes.filter(({ kind }) => kind === 'organisation').map(({ id }) => id),
  );
  return (inner, outer) => {
    if (outer.kind === 'organisation') {
      return (
        isBureau(organisations.get(outer.id)) ||
        (inner.kind === 'organisation' &&
          (inner.id === outer.id || organisations.get(inner.id)?.parentId === outer.id))
      );
    }
    if (inner.kind === 'place') return isWithin(inner.id, outer.id);
    const placeIds = organisations.get(inner.id)?.placeIds ?? [];
    // An organisation without places of its own covers the district, so only the whole district holds it.
    if (placeIds.length === 0) return placeById(outer.id)?.kind === 'district';
    return placeIds.every((id) => isWithin(id, outer.id));
  };
}
