import { type PostRole, postRoles } from '@gongzhi/shared/posts/schema';

const byOrganisation: readonly PostRole[] = ['unit_officer', 'firm_officer', 'shopkeeper'];
const byEither: readonly PostRole[] = ['deputy'];

/** What a role's rights reach over: an area, or an organisation. */
export function scopeKindsOf(role: PostRole): ('place' | 'organisation')[] {
  if (byOrganisation.includes(role)) return ['organisation'];
  return byEither.includes(role) ? ['place', 'organisation'] : ['place'];
}

export const rolesInOrder: readonly PostRole[] = postRoles;
