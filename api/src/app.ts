import { constants } from 'node:zlib';
import { allContracts } from '@gongzhi/shared/contracts';
import etag from '@koa/etag';
import Router from '@koa/router';
import Koa from 'koa';
import compress from 'koa-compress';
import conditional from 'koa-conditional-get';

import packageJson from '../package.json';
import type { Config } from './config';
import type { Authenticate } from './http/actor';
import { apiDocs } from './http/api-docs';
import type { Api } from './http/endpoint';
import { handleErrors } from './http/errors';
import { type Check, health, serveMetrics } from './http/health';
import { type ContractsByFeature, openApi } from './http/openapi';
import { createMeter } from './http/rate-limit';
import { refuseUnknown } from './http/refuse-unknown';
import { logRequests } from './http/request-log';
import { allowOrigins, securityHeaders } from './http/security';
import { webApp } from './http/web-app';
import { authenticate } from './modules/identity/authenticate';
import { countDue } from './modules/issues/issue-outbox';
import { clock } from './platform/clock';
import { pingDatabase } from './platform/database';
import { logger } from './platform/logger';
import type { Metrics } from './platform/metrics';
import { routes } from './routes';

// The default, 11, is meant for files compressed once; answers are compressed while somebody waits.
const quickBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

export interface AppParts {
  readonly config: Config;
  readonly version: string;
  readonly authenticate: Authenticate;
  readonly contracts: ContractsByFeature;
  /** Registers every endpoint. */
  readonly routes: (api: Api) => void;
  readonly checks: Readonly<Record<string, Check>>;
  readonly metrics: Metrics;
}

/** The whole application as one Koa app, in the order a request passes through it. It does not listen. */
export function createApp({
  config,
  version,
  authenticate,
  contracts,
  routes,
  checks,
  metrics,
}: AppParts): Koa {
  const router = new Router({ prefix: '/api/v1' });
  routes({
    router,
    authenticate,
    meter: createMeter(config.rateLimits ? {} : 'off'),
    checkResponses: config.checkResponses,
  });

  const app = new Koa({ proxy: config.trustProxy, maxIpsCount: 1 });
  // Mostly a client that left, or closed a moment before the last byte was confirmed.
  app.on('error', (err) => logger.debug({ err }, 'answer broken off'));
  app.use(logRequests(logger, metrics));
  app.use(handleErrors);
  app.use(securityHeaders(config));
  app.use(allowOrigins(config.corsOrigins));
  app.use(compress({ threshold: 1024, br: quickBrotli }));
  app.use(conditional());
  app.use(etag());
  app.use(health(checks));
  app.use(serveMetrics(metrics, { token: config.metricsToken, open: config.demo }));
  app.use(apiDocs(() => openApi(contracts, version)));
  app.use(router.routes());
  app.use(refuseUnknown);
  app.use(webApp(config.webRoot));
  return app;
}

/** The application as it runs: all modules, all contracts. */
export function createGongzhi(config: Config, metrics: Metrics): Koa {
  const due = async () => ({ due: await countDue(clock.now()) });
  metrics.gauge('worker_due', 'Cases whose events are still to be told', async () => (await due()).due);
  return createApp({
    config,
    version: packageJson.version,
    authenticate,
    contracts: allContracts,
    routes: (api) => {
      for (const register of routes) register(api);
    },
    checks: { database: pingDatabase, worker: due },
    metrics,
  });
}
