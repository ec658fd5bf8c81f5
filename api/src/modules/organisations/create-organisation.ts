import type { newOrganisation, OrganisationView } from '@gongzhi/shared/organisations/schema';
import type { z } from 'zod';
import { AppError } from '../../http/errors';
import { newRecord } from './import-organisations';
import { OrganisationModel } from './organisation.model';
import { organisationViews } from './organisation.view';
import { toOrganisation } from './organisations.queries';
import { planOne } from './plan-one';

/** Adds one unit. A code that is taken is refused: by hand nobody changes another unit unseen. */
export async function createOrganisation(
  input: z.output<typeof newOrganisation>,
  now: Date,
): Promise<OrganisationView> {
  const taken = () =>
    new AppError('VALIDATION_FAILED', { fields: { code: `编码 ${input.code} 已经有单位用了` } });
  if (await OrganisationModel.exists({ code: input.code })) throw taken();
  const planned = await planOne(input);
  if (!planned) throw taken();
  const record = newRecord(planned, false, now);
  try {
    await OrganisationModel.create(record);
  } catch (error) {
    if (await OrganisationModel.exists({ code: input.code })) throw taken();
    throw error;
  }
  const [view] = await organisationViews([toOrganisation(record)]);
  return view as OrganisationView;
}
