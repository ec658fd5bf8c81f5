import { openStates } from '@gongzhi/shared/issues/states';
import type { OpenWork, PostScope } from '@gongzhi/shared/posts/schema';
import { IssueModel } from './issue.model';
import { toId } from './object-id';

/** What is open in an area or with a unit right now, by state; states with nothing in them are left out. */
export async function openWorkIn({ kind, id }: PostScope): Promise<OpenWork> {
  const scope = kind === 'place' ? { placeIds: toId(id) } : { assignedTo: toId(id) };
  const counted = await Promise.all(
    openStates.map(async (state) => ({
      state,
      count: await IssueModel.countDocuments({ ...scope, state }),
    })),
  );
  return counted.filter(({ count }) => count > 0);
}
