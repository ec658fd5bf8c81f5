import type { PlaceKind } from './schema';

export const placeKindLabels: Record<PlaceKind, string> = {
  district: '区',
  street_office: '街道',
  town: '镇',
  community: '社区',
  village: '行政村',
  cell: '网格',
  road: '道路',
  alley: '街巷',
  compound: '小区',
  building: '楼栋',
  shop: '店铺',
  toilet: '公厕',
};
