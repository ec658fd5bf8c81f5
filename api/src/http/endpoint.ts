import { isDeepStrictEqual } from 'node:util';
import type { BodyOf, Contract, ParamsOf, QueryOf, ResponseOf } from '@gongzhi/shared/contract';
import { bodyParser } from '@koa/bodyparser';
import type Router from '@koa/router';
import type { RouterContext } from '@koa/router';
import { clock } from '../platform/clock';
import type { Actor, Authenticate } from './actor';
import { AppError } from './errors';
import type { Meter } from './rate-limit';
import { parseInput } from './validation';

/** What the routers of the modules are built on; `createApp` makes it. */
export interface Api {
  readonly router: Router;
  readonly authenticate: Authenticate;
  readonly meter: Meter;
  /** Check every answer against its contract: in tests and development. */
  readonly checkResponses: boolean;
}

type ActorOf<C> = C extends { readonly access: 'signedIn' }
  ? Actor
  : C extends { readonly access: 'public' }
    ? null
    : Actor | null;

/** What a handler is given: who asks, the input parsed by the contract, and when it was asked. */
export interface Call<C extends Contract> {
  readonly actor: ActorOf<C>;
  readonly params: ParamsOf<C>;
  readonly query: QueryOf<C>;
  readonly body: BodyOf<C>;
  readonly now: Date;
  readonly request: { readonly id: string; readonly address: string; readonly userAgent: string };
  /** For answers that are not JSON (`produces`) and uploads (`accepts: 'multipart'`) only. */
  readonly ctx: RouterContext;
}

/** The JSON answer; nothing for 204 and for handlers that fill `ctx.body` themselves. */
// biome-ignore lint/suspicious/noConfusingVoidType: it is a return type, only spelled as a conditional one
type Answer<C> = undefined extends ResponseOf<C> ? void : ResponseOf<C>;

const usualBodyBytes = 256 * 1024;

/**
 * Serves one contract: authenticate → meter → consent → parse → `handle` → answer.
 * All endpoints go through here, so none can forget a step.
 */
export function endpoint<C extends Contract>(
  api: Api,
  contract: C,
  handle: (call: Call<C>) => Answer<C> | Promise<Answer<C>>,
): void {
  const readBody = bodyReader(contract);
  api.router.register(contract.path, [contract.method], async (ctx) => {
    const now = clock.now();
    await api.meter('address', ctx.ip);
    const actor = await identify(api, contract, ctx, now);
    if (actor) await api.meter('account', actor.accountId);
    if (contract.rate) await api.meter(contract.rate, actor?.accountId ?? ctx.ip);
    if (actor && !actor.consented && needsConsent(contract)) throw new AppError('CONSENT_NEEDED');

    const body = await readBody(ctx);
    const input = parseInput(contract, { params: ctx.params, query: { ...ctx.query }, body });

    ctx.status = contract.status;
    ctx.set('Cache-Control', actor ? 'private, no-cache' : 'no-cache');
    if (contract.access === 'optional') ctx.vary('Authorization');
    const answer = await handle({
      ...input,
      actor,
      now,
      request: { id: ctx.state.requestId, address: ctx.ip, userAgent: ctx.get('User-Agent').slice(0, 300) },
      ctx,
    } as unknown as Call<C>);
    if (!contract.response) {
      if (!contract.produces) ctx.body = null;
      return;
    }
    if (api.checkResponses) checkAnswer(contract, answer);
    // Made into JSON here, once: tag, length, compression and answer all work on the same text.
    ctx.type = 'application/json';
    ctx.body = JSON.stringify(answer);
  });
}

async function identify(api: Api, contract: Contract, ctx: RouterContext, now: Date): Promise<Actor | null> {
  if (contract.access === 'public') return null;
  const token = /^Bearer +([^\s]{1,4096})$/i.exec(ctx.get('Authorization'))?.[1];
  if (!token) {
    if (contract.access === 'optional') return null;
    throw new AppError('NOT_SIGNED_IN', { headers: { 'WWW-Authenticate': 'Bearer' } });
  }
  const actor = await api.authenticate(token, now);
  ctx.state.accountId = actor.accountId;
  return actor;
}

/** Whether the endpoint stores something for somebody who may not have agreed to that yet. */
export function needsConsent({ access, method, withoutConsent }: Contract): boolean {
  return access === 'signedIn' && method !== 'GET' && !withoutConsent;
}

/** Reads the JSON body an endpoint expects; uploads are left to their handler, other types are refused. */
function bodyReader(contract: Contract): (ctx: RouterContext) => Promise<unknown> {
  if (contract.accepts === 'multipart') {
    return async (ctx) => {
      if (!ctx.is('multipart/form-data')) throw new AppError('UNSUPPORTED_MEDIA_TYPE');
    };
  }
  if (!contract.body) return async () => undefined;
  const parse = bodyParser({
    enableTypes: ['json'],
    jsonLimit: contract.maxBytes ?? usualBodyBytes,
    parsedMethods: [contract.method],
  });
  return async (ctx) => {
    // No body at all is reported by the schema, field by field.
    if (ctx.is('application/json') === null || ctx.get('Content-Length') === '0') return {};
    if (!ctx.is('application/json')) throw new AppError('UNSUPPORTED_MEDIA_TYPE');
    await parse(ctx, async () => {});
    return ctx.request.body;
  };
}

/** Compares what goes over the wire with the contract: a missing or wrong field, and one too many. */
function checkAnswer(contract: Contract, answer: unknown): void {
  const wire = answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
  const result = contract.response?.safeParse(wire);
  const where = `${contract.method} ${contract.path} answers otherwise than its contract`;
  if (result && !result.success) {
    const issues = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new AppError('INTERNAL', { detail: `${where}: ${issues.join('; ')}` });
  }
  if (result && !isDeepStrictEqual(result.data, wire)) {
    throw new AppError('INTERNAL', { detail: `${where}: fields the contract does not name` });
  }
}
