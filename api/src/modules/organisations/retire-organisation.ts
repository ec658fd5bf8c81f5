import type { OrganisationRetirement, OrganisationView } from '@gongzhi/shared/organisations/schema';
import { AppError } from '../../http/errors';
import { openWorkIn } from '../issues/open-work.queries';
import { isOnResponsibilityList } from '../lists/lists.queries';
import { hasPostsNotOver } from '../posts/posts.queries';
import type { OrganisationRecord } from './organisation.model';
import { allOrganisations } from './organisations.queries';
import { conflict, loadOrganisation, writeOrganisation } from './present-organisation';

/** Takes a unit out of service: no choice any more for anything new, still named by what it did. */
export async function retireOrganisation(
  id: string,
  { version, why }: OrganisationRetirement,
  now: Date,
): Promise<OrganisationView> {
  const before = await loadOrganisation(id);
  if (!before.active || before.version !== version) throw await conflict(id);
  await requireNotNeeded(before, now);
  return writeOrganisation(before, { active: false, retirement: { at: now, why } }, now);
}

/** Takes a unit into service again, as it was. */
export async function reviveOrganisation(
  id: string,
  { version }: Pick<OrganisationRetirement, 'version'>,
  now: Date,
): Promise<OrganisationView> {
  const before = await loadOrganisation(id);
  if (before.active || before.version !== version) throw await conflict(id);
  return writeOrganisation(before, { active: true, retirement: null }, now);
}

/** Nothing may be left with a unit that nobody answers for any more. */
async function requireNotNeeded({ _id, code, kind }: OrganisationRecord, now: Date): Promise<void> {
  const id = String(_id);
  const detail = `organisation ${code}`;
  if (kind === 'bureau') throw new AppError('BUREAU_NEEDED', { detail });
  if ((await openWorkIn({ kind: 'organisation', id })).length > 0)
    throw new AppError('UNIT_HAS_CASES', { detail });
  if (await hasPostsNotOver(id, now)) throw new AppError('UNIT_HAS_PEOPLE', { detail });
  if (await isOnResponsibilityList(code, now)) throw new AppError('UNIT_ON_LIST', { detail });
  const below = (await allOrganisations()).some(({ active, parentId }) => active && parentId === id);
  if (below) throw new AppError('UNIT_HAS_UNITS', { detail });
}
