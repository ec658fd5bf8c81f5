import { keepPictures } from '../files/sweep-unused';
import type { IssueRecord } from './issue.model';
import { isPublished } from './issue.policy';

/** Tells the picture store which pictures the case holds on to, and which of them anybody may see. */
export async function settlePictures(issue: IssueRecord): Promise<void> {
  const fromEvents = issue.timeline.flatMap(({ pictures }) => pictures);
  const ids = new Set([...issue.pictures, ...issue.afterPictures, ...fromEvents].map(({ id }) => id));
  const shown = isPublished(issue) ? [...(issue.publication?.pictureIds ?? [])] : [];
  // Pictures of the work are published with the result.
  if (issue.state === 'closed' && !issue.covered) shown.push(...issue.afterPictures.map(({ id }) => id));
  await keepPictures([...ids], shown);
}
