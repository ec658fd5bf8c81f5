import type { Config } from './config';
import type { Authenticate } from './http/actor';
import { AppError } from './http/errors';

/** What the modules share beside the database, the clock and the log; made once at start and in tests. */
export interface Services {
  readonly config: Config;
  readonly authenticate: Authenticate;
}

export function createServices(config: Config): Services {
  return {
    config,
    authenticate: async () => {
      throw new AppError('SESSION_ENDED');
    },
  };
}
