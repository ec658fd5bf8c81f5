import { ListRow } from '../../../components/list-row';
import { go } from '../../../platform/navigate';
import { commandDrafts } from './command-drafts';
import { drafts } from './draft-store';

/** How much lies on this device unsent. */
export function useUnsentCount(): number {
  return drafts.useMine().length + commandDrafts.useMine().length;
}

/** The way to the drafts. */
export function DraftsRow() {
  const count = useUnsentCount();
  return (
    <ListRow
      icon="edit"
      title="草稿箱"
      note={count > 0 ? '没写完的，和等着发送的' : ''}
      badge={count}
      onPress={() => go('drafts')}
    />
  );
}
