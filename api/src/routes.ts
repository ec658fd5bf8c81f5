import type { Api } from './http/endpoint';
import type { Services } from './services';

export type ModuleRoutes = (api: Api, services: Services) => void;

/** Every module's router, one line each. An endpoint whose module is not here does not exist. */
export const routes: readonly ModuleRoutes[] = [];
