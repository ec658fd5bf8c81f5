import type { PostRole, PostScope } from '@gongzhi/shared/posts/schema';

/** One post held right now: a role and how far it reaches. */
export interface ActorPost {
  readonly postId: string;
  readonly role: PostRole;
  readonly scope: PostScope;
  /** Whose post it is, when this person only stands in for them. */
  readonly actingFor?: string | null;
}

/** Who is asking. Rights come from the posts (and ties), never from flags on the account. */
export interface Actor {
  readonly accountId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly posts: readonly ActorPost[];
  /** Whether the person agreed to the privacy text in force; without it they may read and leave. */
  readonly consented: boolean;
}

/**
 * Turns an access token into the person it belongs to, or throws `SESSION_ENDED`.
 * The identity module provides it; the HTTP house only calls it.
 */
export type Authenticate = (token: string, now: Date) => Promise<Actor>;
