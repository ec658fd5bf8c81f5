import type { Rate } from '@gongzhi/shared/contract';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from './errors';

/** Generous for people (many share one address behind a mobile network), tight where abuse pays. */
const limits = {
  address: { points: 1800, duration: 60 },
  account: { points: 600, duration: 60 },
  signIn: { points: 30, duration: 60 },
  report: { points: 30, duration: 600 },
  upload: { points: 200, duration: 600 },
  complaint: { points: 10, duration: 600 },
  copy: { points: 5, duration: 3600 },
} as const satisfies Record<Rate | 'address' | 'account', { points: number; duration: number }>;

export type Limits = Partial<Record<keyof typeof limits, { points: number; duration: number }>>;
/** Counts one use of `name` by `key`, or throws `RATE_LIMITED`. */
export type Meter = (name: keyof typeof limits, key: string) => Promise<void>;

/** Limits counted in memory; `off` for tests and the random-request run. */
export function createMeter(setting: Limits | 'off' = {}): Meter {
  if (setting === 'off') return async () => {};
  const chosen = { ...limits, ...setting };
  const limiters = Object.fromEntries(
    Object.entries(chosen).map(([name, limit]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, ...limit }),
    ]),
  ) as Record<keyof typeof limits, RateLimiterMemory>;

  return async (name, key) => {
    try {
      await limiters[name].consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const seconds = Math.ceil(refusal.msBeforeNext / 1000);
      throw new AppError('RATE_LIMITED', {
        detail: `${name} by ${key}`,
        details: { retryAfterSeconds: seconds },
        headers: { 'Retry-After': String(seconds) },
      });
    }
  };
}
