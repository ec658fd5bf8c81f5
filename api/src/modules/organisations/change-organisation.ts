import type { OrganisationChange, OrganisationView } from '@gongzhi/shared/organisations/schema';
import { planOne } from './plan-one';
import { conflict, loadOrganisation, presentOrganisation, writeOrganisation } from './present-organisation';

/** Makes a unit what the form says; who looked at an older one is shown what it is now. */
export async function changeOrganisation(
  id: string,
  { version, ...input }: OrganisationChange,
  now: Date,
): Promise<OrganisationView> {
  const before = await loadOrganisation(id);
  if (before.version !== version) throw await conflict(id);
  const planned = await planOne({ ...input, code: before.code });
  return planned ? writeOrganisation(before, planned.facts, now) : presentOrganisation(before);
}
