import path from 'node:path';
import { z } from 'zod';

const optional = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || undefined);
const flag = optional.pipe(
  z
    .enum(['1', 'true', 'yes', 'on', '0', 'false', 'no', 'off'], { error: 'is 1 or 0' })
    .transform((text) => ['1', 'true', 'yes', 'on'].includes(text))
    .optional(),
);
const httpUrl = optional.pipe(
  z
    .url({ protocol: /^https?$/, error: 'is an http(s) address' })
    .transform(trimSlash)
    .optional(),
);

const environment = z.object({
  PORT: optional.pipe(
    z
      .string()
      .regex(/^\d{1,5}$/, 'is a port number')
      .refine((text) => Number(text) <= 65535, 'is at most 65535')
      .default('3000')
      .transform(Number),
  ),
  HOST: optional,
  PUBLIC_URL: httpUrl,
  TRUST_PROXY: flag,
  DATA_DIR: optional.pipe(z.string().default('data')),
  MONGODB_URI: optional.pipe(
    z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, 'starts with mongodb:// or mongodb+srv://')
      .optional(),
  ),
  SECRET_KEY: optional.pipe(z.string().min(32, 'has at least 32 characters').optional()),
  DEMO: flag,
  CORS_ORIGINS: optional,
  METRICS_TOKEN: optional.pipe(z.string().min(16, 'has at least 16 characters').optional()),
  LOG_LEVEL: optional.pipe(
    z
      .enum(['silent', 'error', 'warn', 'info', 'debug'], { error: 'is silent, error, warn, info or debug' })
      .default('info'),
  ),
  RATE_LIMITS: flag,
  CHECK_RESPONSES: flag,
  AUTO_DISPATCH: flag,
  AUTO_CLOSE: flag,
  WEB_ROOT: optional,
  MAP_TILES_URL: optional,
  MAP_KEY: optional,
  MAP_ATTRIBUTION: optional,
  WECHAT_APP_ID: optional,
  WECHAT_APP_SECRET: optional,
  WECHAT_API_BASE: httpUrl,
});
type Environment = z.output<typeof environment>;

/** Used only where everybody may sign in as anybody anyway; outside demonstration SECRET_KEY is required. */
const demonstrationSecret = 'for the demonstration only: no real person is behind it';

/** Why the process cannot start, one line a mistake, for the person who set it up. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Config = ReturnType<typeof readConfig>;

/** Reads the settings; `cwd` is the project's folder, where relative paths begin. */
export function readConfig(env: NodeJS.ProcessEnv = process.env, cwd: string = process.cwd()) {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`).join('\n'),
    );
  }
  const vars = parsed.data;
  const corsOrigins = splitOrigins(vars.CORS_ORIGINS);
  const demo = vars.DEMO ?? !(hasWechat(vars) || vars.MONGODB_URI);
  const host = vars.HOST ?? (demo && vars.DEMO === undefined ? '127.0.0.1' : '0.0.0.0');
  const problems = conflicts(vars, { demo, host, corsOrigins });
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));

  return {
    port: vars.PORT,
    host,
    /** Address people open, without a slash at the end; undefined: work it out from the request. */
    publicUrl: vars.PUBLIC_URL,
    trustProxy: vars.TRUST_PROXY ?? false,
    dataDir: path.resolve(cwd, vars.DATA_DIR),
    /** Undefined: the embedded store in `dataDir`. */
    mongodbUri: vars.MONGODB_URI,
    secretKey: vars.SECRET_KEY ?? demonstrationSecret,
    demo,
    corsOrigins,
    metricsToken: vars.METRICS_TOKEN,
    logLevel: vars.LOG_LEVEL,
    rateLimits: vars.RATE_LIMITS ?? true,
    /** A filed case goes out by itself when the responsibility list names exactly one unit. */
    autoDispatch: vars.AUTO_DISPATCH ?? false,
    autoClose: vars.AUTO_CLOSE ?? false,
    checkResponses: vars.CHECK_RESPONSES ?? demo,
    webRoot: path.resolve(cwd, vars.WEB_ROOT ?? 'miniapp/dist/h5'),
    map: {
      tilesUrl: vars.MAP_TILES_URL?.replaceAll('{key}', vars.MAP_KEY ?? ''),
      attribution: vars.MAP_ATTRIBUTION ?? '',
    },
    wechat:
      vars.WECHAT_APP_ID && vars.WECHAT_APP_SECRET
        ? {
            appId: vars.WECHAT_APP_ID,
            appSecret: vars.WECHAT_APP_SECRET,
            apiBase: vars.WECHAT_API_BASE ?? 'https://api.weixin.qq.com',
          }
        : undefined,
  };
}

const hasWechat = (vars: Environment) => Boolean(vars.WECHAT_APP_ID || vars.WECHAT_APP_SECRET);

/** Settings that are each fine but not together. */
function conflicts(
  vars: Environment,
  { demo, host, corsOrigins }: { demo: boolean; host: string; corsOrigins: string[] },
): string[] {
  const found: string[] = [];
  if (Boolean(vars.WECHAT_APP_ID) !== Boolean(vars.WECHAT_APP_SECRET)) {
    found.push('WECHAT_APP_ID and WECHAT_APP_SECRET are set together or not at all');
  }
  if (demo && hasWechat(vars)) {
    found.push('DEMO does not go with WeChat keys: anybody could sign in as anybody. Remove one of them');
  }
  if (demo && vars.DEMO === undefined && !['127.0.0.1', 'localhost', '::1'].includes(host)) {
    found.push(
      `HOST ${host}: without WeChat keys and MONGODB_URI this is a demonstration, in which anybody can sign in as anybody. Set DEMO=1 to open it to other machines all the same, or DEMO=0 and SECRET_KEY for a real installation`,
    );
  }
  if (!demo && !vars.SECRET_KEY) {
    found.push(
      'SECRET_KEY is required outside demonstration: at least 32 random characters (openssl rand -hex 32)',
    );
  }
  if (vars.MAP_TILES_URL && !tileAddress.test(vars.MAP_TILES_URL)) {
    found.push('MAP_TILES_URL is an http(s) address with {x}, {y} and {z}, and {key} where MAP_KEY goes');
  }
  for (const origin of corsOrigins) {
    if (!isOrigin(origin)) found.push(`CORS_ORIGINS: ${origin} is not an origin such as https://example.org`);
  }
  return found;
}

const tileAddress = /^https?:\/\/(?=.*\{x\})(?=.*\{y\})(?=.*\{z\})/;

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function splitOrigins(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => trimSlash(part.trim()))
    .filter(Boolean);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}
