import type { OrganisationView } from '@gongzhi/shared/organisations/schema';
import { placeNames } from '../places/objects.queries';
import type { Organisation } from './organisations.queries';

/** Organisations with the places they cover by name, these read at once. */
export async function organisationViews(organisations: readonly Organisation[]): Promise<OrganisationView[]> {
  const names = await placeNames(organisations.flatMap(({ placeIds }) => placeIds));
  return organisations.map((organisation) => ({
    id: organisation.id,
    code: organisation.code,
    name: organisation.name,
    shortName: organisation.shortName,
    kind: organisation.kind,
    lines: [...organisation.lines],
    places: organisation.placeIds.flatMap((id) => {
      const place = names.get(id);
      return place ? [{ id, name: place.name }] : [];
    }),
    phone: organisation.phone,
    address: organisation.address,
    active: organisation.active,
    demo: organisation.demo,
    createdAt: organisation.createdAt.toISOString(),
  }));
}
