import { z } from 'zod';
import { contract } from '../contract';
import { cursor, id, limit } from '../fields';
import { complaintStates } from './reasons';
import {
  answerInput,
  complaintInput,
  complaintPage,
  complaintView,
  myComplaint,
  myComplaintPage,
} from './schema';

const tag = '投诉与反馈';
export const complaintContracts = {
  make: contract({
    method: 'POST',
    path: '/complaints',
    summary: '投诉或反馈；可以指明是哪个案件',
    tag,
    access: 'signedIn',
    body: complaintInput,
    rate: 'complaint',
    response: myComplaint,
    status: 201,
    errors: ['ISSUE_NOT_FOUND', 'KEY_REUSED'],
  }),
  mine: contract({
    method: 'GET',
    path: '/me/complaints',
    summary: '我的投诉和得到的答复，新的在前',
    tag,
    access: 'signedIn',
    query: z.object({ cursor: cursor.optional(), limit: limit(50, 20) }),
    response: myComplaintPage,
    status: 200,
    errors: [],
  }),
  list: contract({
    method: 'GET',
    path: '/complaints',
    summary: '城管局：待处理的（等得久的在前）或已答复的（新的在前）',
    tag,
    access: 'signedIn',
    query: z.object({
      state: z.enum(complaintStates).default('open'),
      cursor: cursor.optional(),
      limit: limit(50, 20),
    }),
    response: complaintPage,
    status: 200,
    errors: ['FORBIDDEN'],
  }),
  answer: contract({
    method: 'POST',
    path: '/complaints/:id/answer',
    summary: '城管局：答复，写进提出人的消息',
    tag,
    access: 'signedIn',
    params: z.object({ id }),
    body: answerInput,
    response: complaintView,
    status: 200,
    errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT'],
  }),
};
