import type { Actor } from '../../http/actor';

/** Complaints are answered by the bureau as a whole, whatever area an officer looks after: many name no place. */
export function canAnswerComplaints(actor: Actor): boolean {
  return actor.posts.some(({ role }) => role === 'bureau_officer' || role === 'administrator');
}
