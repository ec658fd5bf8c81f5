import type { Actor } from '../../http/actor';

/** The desk is for people in a post; who has none has no list to filter. */
export const hasDesk = (actor: Actor): boolean => actor.posts.length > 0;
