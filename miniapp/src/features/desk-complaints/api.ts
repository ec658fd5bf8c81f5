import { complaintContracts } from '@gongzhi/shared/complaints/contract';
import type { ComplaintState } from '@gongzhi/shared/complaints/reasons';
import { issueContracts } from '@gongzhi/shared/issues/contract';
import { newKey } from '../../platform/command-key';
import { call } from '../../platform/request';

export const listComplaints = (state: ComplaintState, cursor: string | undefined) =>
  call(complaintContracts.list, { query: { state, ...(cursor ? { cursor } : {}), limit: 20 } });
export const answerComplaint = (id: string, words: string) =>
  call(complaintContracts.answer, { params: { id }, body: { words } });

export const coverCase = (id: string, words: string) =>
  call(issueContracts.cover, { params: { id }, body: { key: newKey(), words } });
export const uncoverCase = (id: string, words: string) =>
  call(issueContracts.uncover, { params: { id }, body: { key: newKey(), words } });
