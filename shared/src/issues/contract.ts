import { z } from 'zod';
import { contract } from '../contract';
import type { ErrorCode } from '../errors';
import { cursor, id, limit, oneOrMore } from '../fields';
import { boundaryMovesPage } from './boundary-moves';
import {
  acceptInput,
  candidate,
  closeInput,
  commandResult,
  correctInput,
  coverInput,
  dispatchInput,
  dueExplanation,
  failInput,
  fileInput,
  handleInput,
  issueDetail,
  issuePage,
  joinInput,
  nearbyIssue,
  passInput,
  rateInput,
  recallInput,
  refuseInput,
  reopenInput,
  reportInput,
  returnInput,
  withdrawInput,
} from './schema';
import { issueStates } from './states';

const tag = '案件';
const params = z.object({ id });

/**
 * `public`: what anybody may see · `mine`: reported or joined by me · `work`: waiting for me in one of my posts ·
 * `scope`: everything my posts let me see.
 */
export const issueViews = ['public', 'mine', 'work', 'scope'] as const;

export const issueFilter = z.object({
  view: z.enum(issueViews).default('public'),
  state: oneOrMore(issueStates).optional(),
  group: z.enum(['open', 'closed', 'ended']).optional(),
  placeId: id.optional(),
  organisationId: id.optional(),
  matterCode: z
    .string()
    .regex(/^\d{5}$/)
    .optional(),
  groupCode: z
    .string()
    .regex(/^[a-z_]{2,30}$/)
    .optional(),
  /** Only cases past their due time. */
  late: z.enum(['true', 'false']).optional(),
  /** Words, a case number or part of an address. */
  q: z.string().trim().max(60).optional(),
  order: z.enum(['newest', 'due']).default('newest'),
});

/** Counting stops beyond this many cases: 「99+」 says enough, and costs the same in a district of a million. */
export const mostCounted = 99;

const around = {
  lng: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
};

/** A command on one case: POST /issues/:id/<name>. */
const command = <Body extends z.ZodType>(
  name: string,
  { errors = [], ...own }: { summary: string; body: Body; errors?: readonly ErrorCode[] },
) =>
  contract({
    method: 'POST',
    path: `/issues/:id/${name}`,
    tag,
    access: 'signedIn',
    params,
    ...own,
    response: commandResult,
    status: 200,
    errors: ['ISSUE_NOT_FOUND', 'FORBIDDEN', 'ISSUE_STATE_CHANGED', 'KEY_REUSED', ...errors],
  });

export const issueContracts = {
  boundaryMoves: contract({
    method: 'GET',
    path: '/issues/boundary-moves',
    summary: '区域边界变动后，哪些在办案件改了归属，新的在前',
    tag,
    access: 'signedIn',
    query: z.object({ cursor: cursor.optional(), limit: limit(50, 20) }),
    response: boundaryMovesPage,
    status: 200,
    errors: ['FORBIDDEN'],
  }),
  list: contract({
    method: 'GET',
    path: '/issues',
    summary: '案件列表',
    tag,
    access: 'optional',
    query: issueFilter.extend({ cursor: cursor.optional(), limit: limit(100, 20) }),
    response: issuePage,
    status: 200,
    errors: ['NOT_SIGNED_IN', 'FORBIDDEN', 'TOO_MANY_RESULTS'],
  }),
  count: contract({
    method: 'POST',
    path: '/issues/count',
    summary: `这些列表里各有多少案件，数到 ${mostCounted + 1} 为止；不能看的或条件太宽的为空`,
    tag,
    access: 'signedIn',
    body: z.object({ lists: z.array(issueFilter).min(1).max(40) }),
    response: z.object({ counts: z.array(z.number().int().nullable()) }),
    status: 200,
    errors: [],
  }),
  export: contract({
    method: 'GET',
    path: '/issues/export',
    summary: '把列表导出为 CSV（最多 5000 条）',
    tag,
    access: 'signedIn',
    query: issueFilter,
    produces: 'text/csv',
    status: 200,
    errors: ['FORBIDDEN', 'TOO_MANY_RESULTS'],
  }),
  nearby: contract({
    method: 'GET',
    path: '/issues/nearby',
    summary: '附近的案件，由近及远只看这一片；不给位置时看全区中心一带',
    tag,
    access: 'optional',
    query: z
      .object({
        /** Without a point: around the middle of the district. */
        lng: around.lng.optional(),
        lat: around.lat.optional(),
        radius: z.coerce.number().int().min(50).max(5000).default(1000),
        state: oneOrMore(issueStates).optional(),
        group: z.enum(['open', 'closed', 'ended']).optional(),
        groupCode: z
          .string()
          .regex(/^[a-z_]{2,30}$/)
          .optional(),
        limit: limit(200, 100),
      })
      .refine(({ lng, lat }) => (lng === undefined) === (lat === undefined), '经度和纬度要一起给'),
    response: z.object({ items: z.array(nearbyIssue) }),
    status: 200,
    errors: [],
  }),
  similar: contract({
    method: 'GET',
    path: '/issues/similar',
    summary: '上报前：这一点 100 米内可能相同的未结案件',
    tag,
    access: 'optional',
    query: z.object({
      ...around,
      groupCode: z
        .string()
        .regex(/^[a-z_]{2,30}$/)
        .optional(),
      matterCode: z
        .string()
        .regex(/^\d{5}$/)
        .optional(),
    }),
    response: z.object({ items: z.array(nearbyIssue) }),
    status: 200,
    errors: [],
  }),
  read: contract({
    method: 'GET',
    path: '/issues/:id',
    summary: '一个案件',
    tag,
    access: 'optional',
    params,
    response: issueDetail,
    status: 200,
    errors: ['ISSUE_NOT_FOUND'],
  }),
  explainDue: contract({
    method: 'GET',
    path: '/issues/:id/due',
    summary: '现在这一步的期限是怎么算的',
    tag,
    access: 'optional',
    params,
    response: dueExplanation,
    status: 200,
    errors: ['ISSUE_NOT_FOUND', 'NOT_FOUND'],
  }),
  candidates: contract({
    method: 'GET',
    path: '/issues/:id/candidates',
    summary: '可以派给谁，为什么',
    tag,
    access: 'signedIn',
    params,
    response: z.object({ items: z.array(candidate) }),
    status: 200,
    errors: ['ISSUE_NOT_FOUND', 'FORBIDDEN'],
  }),
  report: contract({
    method: 'POST',
    path: '/issues',
    summary: '上报',
    tag,
    access: 'signedIn',
    body: reportInput,
    rate: 'report',
    response: commandResult,
    status: 201,
    errors: [
      'FORBIDDEN',
      'KEY_REUSED',
      'OUT_OF_DISTRICT',
      'PICTURE_NOT_FOUND',
      'MATTER_UNKNOWN',
      'RATE_LIMITED',
    ],
  }),
  join: command('join', { summary: '也遇到了', body: joinInput, errors: ['ALREADY_JOINED', 'OWN_REPORT'] }),
  accept: command('accept', {
    summary: '受理',
    body: acceptInput,
    errors: ['MATTER_UNKNOWN', 'OUT_OF_DISTRICT', 'PICTURE_NOT_FOUND'],
  }),
  refuse: command('refuse', { summary: '不予受理', body: refuseInput }),
  correct: command('correct', {
    summary: '更正',
    body: correctInput,
    errors: ['MATTER_UNKNOWN', 'OUT_OF_DISTRICT', 'PICTURE_NOT_FOUND'],
  }),
  file: command('file', {
    summary: '立案',
    body: fileInput,
    errors: ['CONDITION_UNKNOWN', 'NOT_FOR_SUGGESTIONS'],
  }),
  dispatch: command('dispatch', { summary: '派遣', body: dispatchInput, errors: ['ORGANISATION_UNKNOWN'] }),
  return: command('return', { summary: '退回', body: returnInput }),
  recall: command('recall', { summary: '撤回派遣', body: recallInput }),
  handle: command('handle', { summary: '处置完成', body: handleInput, errors: ['PICTURE_NOT_FOUND'] }),
  pass: command('pass', {
    summary: '核查通过',
    body: passInput,
    errors: ['PICTURE_NOT_FOUND', 'NOT_YOURS_TO_CHECK', 'NOT_FOR_SUGGESTIONS'],
  }),
  fail: command('fail', {
    summary: '核查不通过',
    body: failInput,
    errors: ['PICTURE_NOT_FOUND', 'NOT_YOURS_TO_CHECK', 'NOT_FOR_SUGGESTIONS'],
  }),
  close: command('close', { summary: '结案', body: closeInput }),
  rate: command('rate', { summary: '评价', body: rateInput, errors: ['ALREADY_RATED', 'RATING_CLOSED'] }),
  reopen: command('reopen', {
    summary: '要求重新处理',
    body: reopenInput,
    errors: ['NOT_FOR_SUGGESTIONS', 'ALREADY_REOPENED', 'REOPEN_CLOSED', 'RATED_SOLVED'],
  }),
  withdraw: command('withdraw', { summary: '撤回上报', body: withdrawInput }),
  cover: command('cover', {
    summary: '先遮起来：公众暂时看不到文字和照片',
    body: coverInput,
    errors: ['NOTHING_TO_COVER'],
  }),
  uncover: command('uncover', { summary: '恢复公开', body: coverInput, errors: ['NOT_COVERED'] }),
};
