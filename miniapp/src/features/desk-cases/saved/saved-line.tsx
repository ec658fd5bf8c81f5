import { Icon } from '../../../components/icon';
import { Pressable } from '../../../components/pressable';
import { type CaseFilters, sameFilters } from '../filters';
import './saved.scss';
import type { Saved } from './use-saved-filters';

interface SavedLineProps {
  saved: Saved;
  counts: readonly string[];
  filters: CaseFilters;
  /** Opens one; the one that is open is closed again. */
  onOpen: (at: number) => void;
  onSave: () => void;
  onManage: () => void;
  /** Takes all narrowings away; null when there are none. */
  onClear: (() => void) | null;
}

/** The filters somebody keeps, one press or one digit away, with how many cases each holds. */
export function SavedLine({ saved, counts, filters, onOpen, onSave, onManage, onClear }: SavedLineProps) {
  const { items } = saved;
  const current = items.findIndex((item) => sameFilters(item.filters, filters));
  return (
    <fieldset className="saved-line" aria-label="常用筛选">
      <div className="saved-line__chips">
        {items.map(({ name }, at) => (
          <Pressable
            key={name}
            className="saved-line__chip"
            pressed={at === current}
            name={`saved-${at + 1}`}
            onPress={() => onOpen(at)}
          >
            {at < 9 ? <span className="saved-line__key tabular">{at + 1}</span> : null}
            <span>{name}</span>
            <span className="filters__count tabular">{counts[at]}</span>
          </Pressable>
        ))}
        {current < 0 ? (
          <Pressable className="saved-line__chip saved-line__chip--save" name="save-filter" onPress={onSave}>
            {items.length === 0 ? '＋ 把现在的筛选存为常用' : '＋ 存为常用'}
          </Pressable>
        ) : null}
      </div>
      {onClear ? (
        <Pressable className="saved-line__clear" name="clear-filters" onPress={onClear}>
          清除条件
        </Pressable>
      ) : null}
      {items.length > 0 ? (
        <Pressable
          className="saved-line__manage"
          label="整理常用筛选"
          name="manage-filters"
          onPress={onManage}
        >
          <Icon name="edit" size="small" />
        </Pressable>
      ) : null}
    </fieldset>
  );
}
