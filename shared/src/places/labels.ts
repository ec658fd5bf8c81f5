import { placeKindTable } from './kinds';
import type { PlaceKind } from './schema';

const placeKinds = Object.keys(placeKindTable) as PlaceKind[];

export const placeKindLabels = Object.fromEntries(
  placeKinds.map((kind) => [kind, placeKindTable[kind].label]),
) as Record<PlaceKind, string>;

export const areaKinds: readonly PlaceKind[] = placeKinds.filter(
  (kind) => placeKindTable[kind].heldAs === 'area',
);
export const objectKinds: readonly PlaceKind[] = placeKinds.filter(
  (kind) => placeKindTable[kind].heldAs === 'object',
);
export const isObject = (kind: PlaceKind): boolean => placeKindTable[kind].heldAs === 'object';
