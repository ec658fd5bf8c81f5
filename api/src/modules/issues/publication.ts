import { AppError } from '../../http/errors';
import type { IssueRecord } from './issue.model';

/** What the desk lets the public see: words of its own making or the reporter's, and pictures of this very report. */
export function publishedFrom(
  issue: Pick<IssueRecord, 'pictures'>,
  text: string | null,
  pictureIds: readonly string[],
): NonNullable<IssueRecord['publication']> {
  const own = new Set(issue.pictures.map(({ id }) => id));
  const foreign = pictureIds.find((id) => !own.has(id));
  if (foreign) throw new AppError('PICTURE_NOT_FOUND', { detail: `${foreign} is not of this report` });
  return { text: text?.trim() ? text : null, pictureIds: [...pictureIds] };
}
