import type { PostRole } from './schema';

export const roleLabels: Record<PostRole | 'resident', string> = {
  resident: '居民',
  chief: '街巷长',
  river_chief: '河长',
  building_head: '楼长',
  grid_worker: '网格员',
  dispatcher: '派遣员',
  unit_officer: '处置人员',
  firm_officer: '物业人员',
  shopkeeper: '经营者',
  deputy: '代表委员',
  bureau_officer: '城管局工作人员',
  administrator: '管理员',
};
