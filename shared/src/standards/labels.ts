/** Units a time limit is counted in. The urgent ones run day and night, the others only in working time. */
export const limitUnits = ['urgent_hours', 'urgent_days', 'work_hours', 'work_days'] as const;
export type LimitUnit = (typeof limitUnits)[number];

/** A time limit as the standards write it, e.g. `{ amount: 2, unit: 'work_hours' }`. */
export interface Limit {
  amount: number;
  unit: LimitUnit;
}

/** The official names, as a standards table prints them. */
export const limitUnitLabels: Record<LimitUnit, string> = {
  urgent_hours: '紧急工作时',
  urgent_days: '紧急工作日',
  work_hours: '工作时',
  work_days: '工作日',
};

const limitPhrases: Record<LimitUnit, string> = {
  urgent_hours: '小时（昼夜连续计算）',
  urgent_days: '天（昼夜连续计算）',
  work_hours: '个工作时',
  work_days: '个工作日',
};

/** The limit in words a resident reads: 「2 个工作时」, 「2 小时（昼夜连续计算）」. */
export function describeLimit({ amount, unit }: Limit): string {
  return `${amount} ${limitPhrases[unit]}`;
}

/** Kinds of unit that handle cases; a filing condition names one, an organisation has one or more. */
export const unitKinds = [
  'sanitation',
  'municipal',
  'greening',
  'lighting',
  'water',
  'traffic',
  'urban_management_squad',
  'construction',
  'market',
  'power',
  'telecom',
  'gas',
  'environment',
  'agriculture',
  'civil_affairs',
  'culture',
  'health',
  'fire',
  'property',
  'town',
] as const;
export type UnitKind = (typeof unitKinds)[number];

export const unitKindLabels: Record<UnitKind, string> = {
  sanitation: '环卫',
  municipal: '市政',
  greening: '园林绿化',
  lighting: '路灯照明',
  water: '水务水利',
  traffic: '公安交通',
  urban_management_squad: '城管执法',
  construction: '住建施工',
  market: '市场监管',
  power: '供电',
  telecom: '通信',
  gas: '燃气',
  environment: '生态环境',
  agriculture: '农业农村',
  civil_affairs: '民政',
  culture: '文化旅游',
  health: '卫生健康',
  fire: '消防救援',
  property: '物业服务',
  town: '镇和街道',
};
