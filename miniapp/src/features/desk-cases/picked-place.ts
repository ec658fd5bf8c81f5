import type { LngLat } from '@gongzhi/shared/fields';

/** A place picked on the map or by name; without a point while only words are known. */
export interface PickedPlace {
  point: LngLat | null;
  address: string;
}

/** What a command brings when the place was put right. */
export function placeBody({ point, address }: PickedPlace) {
  return point ? { place: { point, origin: 'pin' as const, address } } : {};
}
