import type { OrganisationInput } from '@gongzhi/shared/organisations/schema';
import { AppError } from '../../http/errors';
import { type PlannedOrganisation, planOrganisations } from './import-organisations';

/** What one unit of a form becomes, checked as a row of a file is; null when nothing would change. */
export async function planOne(
  input: Omit<OrganisationInput, 'workingHours'>,
): Promise<PlannedOrganisation | null> {
  const { errors, created, updated } = await planOrganisations([input], { keepHours: true });
  if (errors.length > 0) {
    const fields = errors.map(({ field, message }) => [field.split('.')[0], message]);
    throw new AppError('VALIDATION_FAILED', { fields: Object.fromEntries(fields) });
  }
  return created[0] ?? updated[0] ?? null;
}
