import { organisationContracts } from '@gongzhi/shared/organisations/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { requireRole } from '../posts/require-role';
import { changeOrganisation } from './change-organisation';
import { createOrganisation } from './create-organisation';
import { listOrganisations, readOrganisation } from './list-organisations';
import { retireOrganisation, reviveOrganisation } from './retire-organisation';

export function organisationsRoutes(api: Api): void {
  endpoint(api, organisationContracts.list, ({ actor, query }) => listOrganisations(actor, query));
  endpoint(api, organisationContracts.read, ({ actor, params }) => readOrganisation(actor, params.id));
  endpoint(api, organisationContracts.create, ({ actor, body, now }) => {
    requireRole(actor, 'administrator');
    return createOrganisation(body, now);
  });
  endpoint(api, organisationContracts.change, ({ actor, params, body, now }) => {
    requireRole(actor, 'administrator');
    return changeOrganisation(params.id, body, now);
  });
  endpoint(api, organisationContracts.retire, ({ actor, params, body, now }) => {
    requireRole(actor, 'administrator');
    return retireOrganisation(params.id, body, now);
  });
  endpoint(api, organisationContracts.revive, ({ actor, params, body, now }) => {
    requireRole(actor, 'administrator');
    return reviveOrganisation(params.id, body, now);
  });
}
