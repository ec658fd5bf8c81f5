import { aboutName, type ListWorld } from '@gongzhi/shared/lists/check';
import type { ListNames } from '@gongzhi/shared/lists/compare';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import { allOrganisations } from '../organisations/organisations.queries';
import { allPlaces, isWithin, pathOf, placeByCode } from '../places/place-index';
import { currentCatalogue } from '../standards/standards.queries';

const townKinds: readonly PlaceKind[] = ['street_office', 'town'];

/** The district as a list speaks of it: catalogue, places and units, read once. */
export async function listWorld(): Promise<ListWorld> {
  const [catalogue, organisations] = await Promise.all([currentCatalogue(), allOrganisations()]);
  const units = new Map(organisations.map((unit) => [unit.code, unit]));
  return {
    catalogue,
    place: placeByCode,
    unit: (code) => units.get(code) ?? null,
    isWithin: (code, outerCode) => {
      const [place, outer] = [placeByCode(code), placeByCode(outerCode)];
      return place !== null && outer !== null && isWithin(place.id, outer.id);
    },
    towns: allPlaces()
      .filter(({ kind }) => townKinds.includes(kind))
      .map((town) => ({ code: town.code, name: town.name, areas: [...pathOf(town), town] })),
  };
}

/** How codes are called; one nobody knows is called by itself. */
export function namesIn({ catalogue, place, unit }: ListWorld): ListNames {
  return {
    about: (code) => aboutName(catalogue, code) ?? code,
    area: (code) => place(code)?.name ?? code,
    unit: (code) => unit(code)?.name ?? code,
  };
}
