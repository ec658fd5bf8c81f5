import { z } from 'zod';
import { contract } from '../contract';
import { cursor, id, limit } from '../fields';
import { appointInput, endPostInput, postPage, postRole, postView } from './schema';

const tag = '岗位';
export const postContracts = {
  list: contract({
    method: 'GET',
    path: '/posts',
    summary: '谁在什么岗位上',
    tag,
    access: 'signedIn',
    query: z.object({
      role: postRole.optional(),
      scopeId: id.optional(),
      accountId: id.optional(),
      cursor: cursor.optional(),
      limit: limit(100, 50),
    }),
    response: postPage,
    status: 200,
    errors: ['FORBIDDEN'],
  }),
  appoint: contract({
    method: 'POST',
    path: '/posts',
    summary: '任命',
    tag,
    access: 'signedIn',
    body: appointInput,
    response: postView,
    status: 201,
    errors: ['FORBIDDEN', 'NOT_FOUND', 'POST_OVERLAPS'],
  }),
  end: contract({
    method: 'POST',
    path: '/posts/:id/end',
    summary: '卸任（此人的登录同时失效，需重新登录）',
    tag,
    access: 'signedIn',
    params: z.object({ id }),
    body: endPostInput,
    response: postView,
    status: 200,
    errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT'],
  }),
};
