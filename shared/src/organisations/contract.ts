import { z } from 'zod';
import { contract } from '../contract';
import { cursor, id, limit } from '../fields';
import {
  newOrganisation,
  organisationChange,
  organisationKind,
  organisationPage,
  organisationView,
} from './schema';

const tag = '单位';
export const organisationContracts = {
  list: contract({
    method: 'GET',
    path: '/organisations',
    summary: '单位名录',
    tag,
    access: 'signedIn',
    query: z.object({
      q: z.string().max(40).optional(),
      kind: organisationKind.optional(),
      cursor: cursor.optional(),
      limit: limit(200, 100),
    }),
    response: organisationPage,
    status: 200,
    errors: ['FORBIDDEN'],
  }),
  read: contract({
    method: 'GET',
    path: '/organisations/:id',
    summary: '一个单位',
    tag,
    access: 'signedIn',
    params: z.object({ id }),
    response: organisationView,
    status: 200,
    errors: ['NOT_FOUND'],
  }),
  create: contract({
    method: 'POST',
    path: '/organisations',
    summary: '新增一个单位',
    tag,
    access: 'signedIn',
    body: newOrganisation,
    response: organisationView,
    status: 201,
    errors: ['FORBIDDEN'],
  }),
  change: contract({
    method: 'POST',
    path: '/organisations/:id/change',
    summary: '修改一个单位；编码不变',
    tag,
    access: 'signedIn',
    params: z.object({ id }),
    body: organisationChange,
    response: organisationView,
    status: 200,
    errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT'],
  }),
};
