import { z } from 'zod';
import { contract } from '../contract';
import { id } from '../fields';
import { cardInput, cardState, publicCard, whoAnswers } from './schema';

const tag = '谁管这里';
export const whoAnswersContracts = {
  at: contract({
    method: 'GET',
    path: '/who-answers',
    summary: '一个点归谁管：街巷长、楼长、网格员、社区、常见事项的责任单位',
    tag,
    access: 'public',
    query: z.object({
      lng: z.coerce.number().min(-180).max(180),
      lat: z.coerce.number().min(-90).max(90),
    }),
    response: whoAnswers,
    status: 200,
    errors: [],
  }),
  place: contract({
    method: 'GET',
    path: '/who-answers/places/:id',
    summary: '一个地点归谁管',
    tag,
    access: 'public',
    params: z.object({ id }),
    response: whoAnswers,
    status: 200,
    errors: ['NOT_FOUND'],
  }),
  card: contract({
    method: 'GET',
    path: '/who-answers/cards/:id',
    summary: '一个岗位的公开卡片：是谁、怎样联系、上个月的数据',
    tag,
    access: 'public',
    params: z.object({ id }),
    response: publicCard,
    status: 200,
    errors: ['NOT_FOUND'],
  }),
  readCard: contract({
    method: 'GET',
    path: '/posts/:id/card',
    summary: '公开卡片现在怎样设置',
    tag,
    access: 'signedIn',
    params: z.object({ id }),
    response: cardState,
    status: 200,
    errors: ['FORBIDDEN', 'NOT_FOUND'],
  }),
  editCard: contract({
    method: 'PUT',
    path: '/posts/:id/card',
    summary: '设置公开卡片：公不公开、介绍、照片、对外电话',
    tag,
    access: 'signedIn',
    params: z.object({ id }),
    body: cardInput,
    response: cardState,
    status: 200,
    errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'PICTURE_NOT_FOUND'],
  }),
};
