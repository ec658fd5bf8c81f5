import { type ErrorBody, type ErrorCode, errorTable } from '@gongzhi/shared/errors';
import type { Middleware } from 'koa';
import mongoose from 'mongoose';
import { logger } from '../platform/logger';

export interface AppErrorOptions {
  /** For the log only, never sent: what happened and with which ids. */
  detail?: string;
  cause?: unknown;
  /** Dotted path of the input → what is wrong there. */
  fields?: Record<string, string>;
  /** What the client needs to recover, e.g. the present state after a 409. */
  details?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** An error the API answers with. What the person reads comes from the table in `shared/errors`. */
export class AppError extends Error {
  readonly status: number;
  readonly detail?: string;
  readonly fields?: Record<string, string>;
  readonly details?: Record<string, unknown>;
  readonly headers?: Record<string, string>;

  constructor(
    readonly code: ErrorCode,
    { detail, cause, fields, details, headers }: AppErrorOptions = {},
  ) {
    super(detail ? `${code}: ${detail}` : code, { cause });
    this.name = 'AppError';
    this.status = errorTable[code].status;
    this.detail = detail;
    this.fields = fields;
    this.details = details;
    this.headers = headers;
  }
}

const byStatus: Record<number, ErrorCode> = {
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/** What a thrown value means to the caller: ours, the HTTP libraries', the database driver's, or unknown. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const options = { cause: error, detail: error instanceof Error ? error.message : String(error) };
  if (error instanceof URIError) return new AppError('BAD_REQUEST', options);
  if (error instanceof mongoose.Error.CastError) return new AppError('BAD_REQUEST', options);
  if (error instanceof mongoose.Error.VersionError) return new AppError('CONFLICT', options);
  if (error instanceof mongoose.mongo.MongoServerError && error.code === 11000) {
    return new AppError('CONFLICT', options);
  }
  if (isUnreachable(error)) return new AppError('UNAVAILABLE', options);
  const status = clientStatus(error);
  return status
    ? new AppError(byStatus[status] ?? 'BAD_REQUEST', options)
    : new AppError('INTERNAL', options);
}

function isUnreachable(error: unknown): boolean {
  const { MongoNetworkError, MongoServerSelectionError, MongoNotConnectedError } = mongoose.mongo;
  return (
    error instanceof MongoNetworkError ||
    error instanceof MongoServerSelectionError ||
    error instanceof MongoNotConnectedError ||
    error instanceof mongoose.Error.MongooseServerSelectionError
  );
}

/** The 4xx status the HTTP libraries put on what they throw (`http-errors`), else undefined. */
function clientStatus(error: unknown): number | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

export function errorBody(error: AppError, requestId: string): ErrorBody {
  const { code, fields, details } = error;
  return { error: { code, message: errorTable[code].message, fields, details, requestId } };
}

/** Turns whatever is thrown below into the one error shape, and logs what is ours to mend. */
export const handleErrors: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (thrown) {
    const error = toAppError(thrown);
    ctx.state.error = error;
    if (error.status >= 500) logger.error({ err: thrown, requestId: ctx.state.requestId }, error.message);
    for (const name of ['ETag', 'Last-Modified', 'Content-Encoding', 'Content-Disposition']) ctx.remove(name);
    ctx.set('Cache-Control', 'no-store');
    if (error.headers) ctx.set(error.headers);
    ctx.status = error.status;
    ctx.body = errorBody(error, ctx.state.requestId);
  }
};
