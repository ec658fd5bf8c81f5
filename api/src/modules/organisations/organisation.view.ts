import type { OrganisationView } from '@gongzhi/shared/organisations/schema';
import { placeById } from '../places/place-index';
import type { Organisation } from './organisations.queries';

export function organisationView(organisation: Organisation): OrganisationView {
  return {
    id: organisation.id,
    code: organisation.code,
    name: organisation.name,
    shortName: organisation.shortName,
    kind: organisation.kind,
    lines: [...organisation.lines],
    places: organisation.placeIds.flatMap((id) => {
      const place = placeById(id);
      return place ? [{ id, name: place.name }] : [];
    }),
    phone: organisation.phone,
    active: organisation.active,
    demo: organisation.demo,
    createdAt: organisation.createdAt.toISOString(),
  };
}
