import { z } from 'zod';
import { contract } from '../contract';
import { cursor, limit } from '../fields';
import { inboxPage } from './schema';

const tag = '消息';
export const inboxContracts = {
  list: contract({
    method: 'GET',
    path: '/inbox',
    summary: '我的案件有什么变化',
    tag,
    access: 'signedIn',
    query: z.object({
      unread: z.enum(['true', 'false']).optional(),
      cursor: cursor.optional(),
      limit: limit(50, 20),
    }),
    response: inboxPage,
    status: 200,
    errors: [],
  }),
  unread: contract({
    method: 'GET',
    path: '/inbox/unread',
    summary: '未读消息数',
    tag,
    access: 'signedIn',
    response: z.object({ count: z.number().int() }),
    status: 200,
    errors: [],
  }),
  read: contract({
    method: 'POST',
    path: '/inbox/read',
    summary: '标为已读；不给编号就是全部',
    tag,
    access: 'signedIn',
    withoutConsent: true,
    body: z.object({ ids: z.array(z.string().max(120)).max(100).optional() }),
    response: z.object({ count: z.number().int() }),
    status: 200,
    errors: [],
  }),
};
