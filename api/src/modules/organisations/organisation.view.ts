import type { OrganisationView } from '@gongzhi/shared/organisations/schema';
import { placeNames } from '../places/objects.queries';
import { findOrganisations, type Organisation } from './organisations.queries';

/** Organisations with what they belong to and the places they cover by name, these read at once. */
export async function organisationViews(organisations: readonly Organisation[]): Promise<OrganisationView[]> {
  const [names, parents] = await Promise.all([
    placeNames(organisations.flatMap(({ placeIds }) => placeIds)),
    findOrganisations(organisations.flatMap(({ parentId }) => parentId ?? [])),
  ]);
  return organisations.map((organisation) => ({
    id: organisation.id,
    code: organisation.code,
    name: organisation.name,
    shortName: organisation.shortName,
    kind: organisation.kind,
    lines: [...organisation.lines],
    parent: parentOf(organisation, parents),
    places: organisation.placeIds.flatMap((id) => {
      const place = names.get(id);
      return place ? [{ id, code: place.code, name: place.name }] : [];
    }),
    phone: organisation.phone,
    address: organisation.address,
    active: organisation.active,
    retirement: organisation.retirement && {
      at: organisation.retirement.at.toISOString(),
      why: organisation.retirement.why,
    },
    demo: organisation.demo,
    version: organisation.version,
    createdAt: organisation.createdAt.toISOString(),
  }));
}

function parentOf(
  { parentId }: Organisation,
  known: ReadonlyMap<string, Organisation>,
): OrganisationView['parent'] {
  const parent = parentId ? known.get(parentId) : undefined;
  return parent ? { code: parent.code, name: parent.name } : null;
}
