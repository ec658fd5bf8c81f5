import type { LngLat } from '@gongzhi/shared/fields';
import { placeContracts } from '@gongzhi/shared/places/contract';
import { call } from '../../platform/request';

export const placesAt = ([lng, lat]: LngLat) => call(placeContracts.at, { query: { lng, lat } });
export const findPlaces = (q: string, kind?: string) =>
  call(placeContracts.list, { query: { q, limit: 12, ...(kind ? { kind } : {}) } });
