import type { Api } from './http/endpoint';
import { complaintsRoutes } from './modules/complaints/complaints.routes';
import { figuresRoutes } from './modules/figures/figures.routes';
import { fileRoutes } from './modules/files/files.routes';
import { identityRoutes } from './modules/identity/identity.routes';
import { importsRoutes } from './modules/imports/imports.routes';
import { inboxRoutes } from './modules/inbox/inbox.routes';
import { issueRoutes } from './modules/issues/issues.routes';
import { listsRoutes } from './modules/lists/lists.routes';
import { myDataRoutes } from './modules/my-data/my-data.routes';
import { organisationsRoutes } from './modules/organisations/organisations.routes';
import { placesRoutes } from './modules/places/places.routes';
import { postsRoutes } from './modules/posts/posts.routes';
import { savedFiltersRoutes } from './modules/saved-filters/saved-filters.routes';
import { standardsRoutes } from './modules/standards/standards.routes';
import { systemRoutes } from './modules/system/system.routes';
import { whoAnswersRoutes } from './modules/who-answers/who-answers.routes';

/** Every module's router, one line each. An endpoint whose module is not here does not exist. */
export const routes: readonly ((api: Api) => void)[] = [
  systemRoutes,
  identityRoutes,
  postsRoutes,
  whoAnswersRoutes,
  organisationsRoutes,
  placesRoutes,
  importsRoutes,
  standardsRoutes,
  listsRoutes,
  fileRoutes,
  issueRoutes,
  inboxRoutes,
  figuresRoutes,
  savedFiltersRoutes,
  complaintsRoutes,
  myDataRoutes,
];
