import type { OrganisationChange, OrganisationView } from '@gongzhi/shared/organisations/schema';
import { AppError } from '../../http/errors';
import { OrganisationModel, type OrganisationRecord } from './organisation.model';
import { organisationViews } from './organisation.view';
import { forgetOrganisations, toOrganisation } from './organisations.queries';
import { planOne } from './plan-one';

/** Makes a unit what the form says; who looked at an older one is shown what it is now. */
export async function changeOrganisation(
  id: string,
  { version, ...input }: OrganisationChange,
  now: Date,
): Promise<OrganisationView> {
  const before = await load(id);
  if (before.version !== version) throw await conflict(id);
  const planned = await planOne({ ...input, code: before.code });
  if (!planned) return viewOf(before);
  const written = await OrganisationModel.findOneAndUpdate(
    { _id: before._id, version },
    { $set: { ...planned.facts, updatedAt: now }, $inc: { version: 1 } },
    { returnDocument: 'after' },
  ).lean<OrganisationRecord>();
  if (!written) throw await conflict(id);
  forgetOrganisations();
  return viewOf(written);
}

async function load(id: string): Promise<OrganisationRecord> {
  const record = await OrganisationModel.findById(id).lean<OrganisationRecord>();
  if (!record) throw new AppError('NOT_FOUND', { detail: `no organisation ${id}` });
  return record;
}

async function viewOf(record: OrganisationRecord): Promise<OrganisationView> {
  const [view] = await organisationViews([toOrganisation(record)]);
  return view as OrganisationView;
}

async function conflict(id: string): Promise<AppError> {
  const organisation = await viewOf(await load(id));
  return new AppError('CONFLICT', {
    details: { organisation },
    detail: `organisation ${id} is at ${organisation.version}`,
  });
}
