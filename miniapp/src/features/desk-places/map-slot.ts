import type { LngLat } from '@gongzhi/shared/fields';
import type { ComponentType } from 'react';
import type { MapProps } from '../../platform/map.types';

/** The district's map, lent by the page: features do not know each other. */
export type MapSlot = ComponentType<
  Omit<MapProps, 'baseMap' | 'tiles' | 'centre'> & { centre?: LngLat | null }
>;
