import { complaintContracts } from '@gongzhi/shared/complaints/contract';
import type { BodyInputOf } from '@gongzhi/shared/contract';
import { call } from '../../platform/request';

export const myComplaints = (cursor: string | undefined) =>
  call(complaintContracts.mine, { query: { ...(cursor ? { cursor } : {}), limit: 20 } });
export const makeComplaint = (body: BodyInputOf<typeof complaintContracts.make>) =>
  call(complaintContracts.make, { body });
