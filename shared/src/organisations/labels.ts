import type { OrganisationKind } from './schema';

export const organisationKindLabels: Record<OrganisationKind, string> = {
  bureau: '主管部门',
  command_centre: '指挥中心',
  unit: '处置单位',
  town_office: '镇（街道）',
  contractor: '作业企业',
  property_firm: '物业企业',
  committee: '社区（村）',
  shop: '沿街商户',
};
