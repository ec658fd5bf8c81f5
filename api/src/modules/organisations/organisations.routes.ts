import { organisationContracts } from '@gongzhi/shared/organisations/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { requireRole } from '../posts/require-role';
import { importOrganisations } from './import-organisations';
import { listOrganisations, readOrganisation } from './list-organisations';

export function organisationsRoutes(api: Api): void {
  endpoint(api, organisationContracts.list, ({ actor, query }) => listOrganisations(actor, query));
  endpoint(api, organisationContracts.read, ({ actor, params }) => readOrganisation(actor, params.id));
  endpoint(api, organisationContracts.import, ({ actor, body, now }) => {
    requireRole(actor, 'administrator');
    return importOrganisations(body.items, { dryRun: body.dryRun }, now);
  });
}
