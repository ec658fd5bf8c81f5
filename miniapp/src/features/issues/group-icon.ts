import type { IconName } from '../../components/icon-names';

/** The drawing of a group of matters where there is no picture to show. The catalogue is data: others may come. */
const icons: Readonly<Record<string, IconName>> = {
  garbage: 'broom',
  road: 'road',
  manhole: 'manhole',
  lighting_power: 'lamp',
  street_trading: 'stall',
  parking: 'parking',
  advertising: 'sign',
  construction: 'crane',
  noise_fumes: 'noise',
  greening: 'tree',
  water: 'water',
  sanitation: 'toilet',
  building: 'building',
  traffic: 'traffic_light',
  facilities: 'facility',
};

export function groupIcon(code: string | undefined): IconName {
  return icons[code ?? ''] ?? 'camera';
}
