const secretKey =
  /^(authorization|cookie|set-cookie|.*(phone|openid|unionid|token|password|secret|sig|session_key))$/i;
const mobile = /(?<!\d)1[3-9]\d{9}(?!\d)/g;
const webToken = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;
const bearer = /\b(Bearer)\s+\S+/gi;
const secretParameter = /([?&](?:token|sig|code|access_token|secret|openid|phone|password)=)[^&\s"]*/gi;
const redacted = '[redacted]';

/** Takes phone numbers, tokens and secret parameters out of a text. */
export function scrubText(text: string): string {
  return text
    .replace(webToken, redacted)
    .replace(bearer, `$1 ${redacted}`)
    .replace(secretParameter, `$1${redacted}`)
    .replace(mobile, (number) => `${number.slice(0, 3)}****${number.slice(-4)}`);
}

/** A copy of a log entry without personal data and secrets, whatever depth they are at. */
export function scrub(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > 6) return '[deeper]';
  if (value instanceof Error) return scrub(errorFields(value), depth);
  if (Array.isArray(value)) return value.map((item) => scrub(item, depth + 1));
  if (!isPlain(value)) return scrubText(String(value));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      secretKey.test(key) && item != null ? redacted : scrub(item, depth + 1),
    ]),
  );
}

const isPlain = (value: object) => [Object.prototype, null].includes(Object.getPrototypeOf(value));

function errorFields(error: Error): Record<string, unknown> {
  const { name, message, stack, cause, ...rest } = error as Error & Record<string, unknown>;
  return { ...rest, type: name, message, stack, ...(cause instanceof Error ? { cause } : {}) };
}
