import type { BodyInputOf } from '@gongzhi/shared/contract';
import type { LngLat } from '@gongzhi/shared/fields';
import { placeContracts } from '@gongzhi/shared/places/contract';
import type { PlaceDetail, PlaceKind } from '@gongzhi/shared/places/schema';
import { call } from '../../platform/request';

export const placesAt = ([lng, lat]: LngLat) => call(placeContracts.at, { query: { lng, lat } });
export const findPlaces = (q: string, kind?: string) =>
  call(placeContracts.list, { query: { q, limit: 12, ...(kind ? { kind } : {}) } });

export const readPlace = (id: string) => call(placeContracts.read, { params: { id } });
export const placesWithin = (withinId: string, kind: PlaceKind, cursor?: string) =>
  call(placeContracts.list, { query: { withinId, kind, limit: 50, ...(cursor && { cursor }) } });
export const countPlaces = (id: string) => call(placeContracts.counts, { params: { id } });
export const correctPlace = (
  { id, version }: PlaceDetail,
  change: Omit<BodyInputOf<typeof placeContracts.change>, 'version'>,
) => call(placeContracts.change, { params: { id }, body: { version, ...change } });
export const openToilets = ([lng, lat]: LngLat) =>
  call(placeContracts.near, { query: { lng, lat, kind: 'toilet', radius: 5000, open: 'true', limit: 20 } });
