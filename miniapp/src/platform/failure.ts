import type { ErrorCode } from '@gongzhi/shared/errors';

/** `OFFLINE` and `TIMEOUT` never left this device; every other code was answered by the API. */
export type FailureCode = ErrorCode | 'OFFLINE' | 'TIMEOUT';

/** Why something could not be done, in words for the person and with what a form needs to mark its fields. */
export class AppFailure extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
    readonly status = 0,
    readonly fields: Readonly<Record<string, string>> = {},
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** Whether trying the same thing again may help. */
  get passing(): boolean {
    return this.code === 'OFFLINE' || this.code === 'TIMEOUT' || this.status >= 500 || this.status === 429;
  }
}

export const offline = () => new AppFailure('OFFLINE', '网络好像断了，请检查后再试');
export const timedOut = () => new AppFailure('TIMEOUT', '网络有点慢，没有等到回应，请再试一次');

/** Anything that was thrown, as a failure that can be shown. */
export function failureOf(thrown: unknown): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  if (process.env.NODE_ENV !== 'production') console.error(thrown);
  return new AppFailure('INTERNAL', '这里出了点问题，请再试一次');
}
