import type { OrganisationView } from '@gongzhi/shared/organisations/schema';
import { AppError } from '../../http/errors';
import { OrganisationModel, type OrganisationRecord } from './organisation.model';
import { organisationViews } from './organisation.view';
import { forgetOrganisations, toOrganisation } from './organisations.queries';

export async function loadOrganisation(id: string): Promise<OrganisationRecord> {
  const record = await OrganisationModel.findById(id).lean<OrganisationRecord>();
  if (!record) throw new AppError('NOT_FOUND', { detail: `no organisation ${id}` });
  return record;
}

export async function presentOrganisation(record: OrganisationRecord): Promise<OrganisationView> {
  const [view] = await organisationViews([toOrganisation(record)]);
  return view as OrganisationView;
}

/** One change of the state that was looked at; who was overtaken is shown what it is now. */
export async function writeOrganisation(
  before: OrganisationRecord,
  set: Partial<OrganisationRecord>,
  now: Date,
): Promise<OrganisationView> {
  const written = await OrganisationModel.findOneAndUpdate(
    { _id: before._id, version: before.version },
    { $set: { ...set, updatedAt: now }, $inc: { version: 1 } },
    { returnDocument: 'after' },
  ).lean<OrganisationRecord>();
  if (!written) throw await conflict(String(before._id));
  forgetOrganisations();
  return presentOrganisation(written);
}

export async function conflict(id: string): Promise<AppError> {
  const organisation = await presentOrganisation(await loadOrganisation(id));
  return new AppError('CONFLICT', {
    details: { organisation },
    detail: `organisation ${id} is at ${organisation.version}`,
  });
}
