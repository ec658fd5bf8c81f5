import type { PostRole } from '@gongzhi/shared/posts/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';

/** Lets only those through who hold one of these roles, over whatever scope. */
export function requireRole(actor: Actor, ...roles: readonly PostRole[]): void {
  if (!actor.posts.some(({ role }) => roles.includes(role))) {
    throw new AppError('FORBIDDEN', { detail: `needs to be ${roles.join(' or ')}` });
  }
}
