import { AppError } from '../../http/errors';
import { findOrganisation, type Organisation } from '../organisations/organisations.queries';

/** The unit a case is sent to; it must exist and be in service. */
export async function requireUnit(id: string): Promise<Organisation> {
  const unit = await findOrganisation(id);
  if (!unit?.active) throw new AppError('ORGANISATION_UNKNOWN', { detail: id });
  return unit;
}
