import { parseIssueNumber } from '@gongzhi/shared/issues/number';
import { AppError } from '../../http/errors';
import { IssueModel } from './issue.model';
import type { Filter, ListFilter } from './issue-lists';
import { queryTokens } from './issue-tokens';

/** More cases than this share even the rarest word asked for: the reader is asked to narrow it down. */
const MOST_SCANNED = 5000;

/** The part of a filter that finds words; null when nothing can be found, empty when nothing was asked for. */
export async function wordFilter({ q, view }: ListFilter): Promise<Filter | null> {
  if (!q || parseIssueNumber(q)) return {};
  const field = view === 'public' ? 'publicTokens' : 'tokens';
  const tokens = queryTokens(q);
  // A single character says too little to look for.
  if (tokens.length === 0) throw new AppError('TOO_MANY_RESULTS', { detail: 'no token in the question' });
  const counted = await Promise.all(
    tokens.map(async (token) => ({
      token,
      count: await IssueModel.countDocuments({ [field]: token }).limit(MOST_SCANNED + 1),
    })),
  );
  counted.sort((a, b) => a.count - b.count);
  const [rarest, ...others] = counted;
  if (!rarest || rarest.count === 0) return null;
  if (rarest.count > MOST_SCANNED) throw new AppError('TOO_MANY_RESULTS', { detail: rarest.token });
  const rest = others.map(({ token }) => token);
  return rest.length > 0
    ? { [field]: rarest.token, $and: [{ [field]: { $all: rest } }] }
    : { [field]: rarest.token };
}
