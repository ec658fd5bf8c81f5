import type { z } from 'zod';
import type { ErrorCode } from './errors';

/** Who may call an endpoint at all. What they may do there is decided by the module's policy. */
export type Access = 'public' | 'optional' | 'signedIn';

/** What an endpoint is metered as, beside the general limit; the figures are the server's. */
export type Rate = 'signIn' | 'report' | 'upload' | 'complaint' | 'copy';

/**
 * One endpoint, as both sides see it: the server builds its route from it, the mini-app its typed request,
 * the OpenAPI page its description. `path` is below `/api/v1` and writes parameters as `:name`.
 */
export interface Contract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** One line in Chinese for the API page. */
  readonly summary: string;
  readonly tag: string;
  /** 'optional' reads the token when there is one (a public page that shows more to its owner). */
  readonly access: Access;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Content type of the request; JSON when absent. `multipart` carries one file in the field `file`. */
  readonly accepts?: 'json' | 'multipart';
  /** Largest JSON body in bytes, where the usual 256 KiB is too little (imports). */
  readonly maxBytes?: number;
  readonly rate?: Rate;
  /** Writes that are open to who has not agreed to the privacy text in force, such as leaving. */
  readonly withoutConsent?: true;
  /** Shape of the JSON answer; absent for 204 and for answers that are not JSON (`produces`). */
  readonly response?: Response;
  readonly status: 200 | 201 | 204;
  /** Content type of an answer that is not JSON. */
  readonly produces?:
    | 'text/csv'
    | 'image/*'
    | 'text/html'
    | 'application/json'
    | 'application/geo+json'
    | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  readonly errors: readonly ErrorCode[];
}

/** Keeps the literal types of one contract, so that both sides infer its shapes. */
export function contract<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodUndefined,
  A extends Access = Access,
>(
  entry: Contract<Params, Query, Body, Response> & { readonly access: A },
): Contract<Params, Query, Body, Response> & { readonly access: A } {
  return entry;
}

export type ParamsOf<C> = C extends Contract<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.output<P> : never;
export type QueryOf<C> = C extends Contract<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never;
export type QueryInputOf<C> =
  C extends Contract<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.input<Q> : never;
export type BodyOf<C> = C extends Contract<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never;
export type BodyInputOf<C> =
  C extends Contract<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.input<B> : never;
export type ResponseOf<C> =
  C extends Contract<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never;
