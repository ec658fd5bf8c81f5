import type { SavedFilter, SavedFilters } from '@gongzhi/shared/saved-filters/schema';
import { failureOf } from '../../../platform/failure';
import { type Remote, useRemote } from '../../../platform/use-remote';
import { putSavedFilters, readSavedFilters } from '../api';

export interface Saved {
  items: readonly SavedFilter[];
  loaded: boolean;
  /** Puts a changed list in place of the one there is; throws when it cannot. */
  change: (make: (items: readonly SavedFilter[]) => SavedFilter[]) => Promise<void>;
}

/** The filters this person keeps on the server. */
export function useSavedFilters(): Saved {
  const remote = useRemote('saved-filters', readSavedFilters);
  return {
    items: remote.data?.items ?? [],
    loaded: remote.data !== null,
    change: (make) => changeFilters(remote, make),
  };
}

/** Where another window was faster, the change is made once more to what it left. */
async function changeFilters(
  remote: Remote<SavedFilters>,
  make: (items: readonly SavedFilter[]) => SavedFilter[],
): Promise<void> {
  const put = ({ version, items }: SavedFilters) => putSavedFilters({ version, items: make(items) });
  const known = remote.data ?? (await readSavedFilters());
  try {
    remote.put(await put(known));
  } catch (thrown) {
    if (failureOf(thrown).code !== 'CONFLICT') throw thrown;
    remote.put(await put(await readSavedFilters()));
  }
}
