import { stateFacts } from '@gongzhi/shared/issues/states';
import { type SavedFilter, savedFilterLimits } from '@gongzhi/shared/saved-filters/schema';
import type { Catalogue } from '@gongzhi/shared/standards/catalogue';
import type { CaseFilters } from '../filters';

type Items = readonly SavedFilter[];

/** A first proposal of a name: what the filters narrow the list to, in words. */
export function proposedName(filters: CaseFilters, catalogue: Catalogue | null): string {
  const { place, organisation, groupCode, matterCode, states, late, q, view } = filters;
  const parts = [
    place?.name,
    organisation?.name,
    catalogue?.matters.find(({ code }) => code === matterCode)?.name ??
      catalogue?.groups.find(({ code }) => code === groupCode)?.name,
    states.map((state) => stateFacts[state].label).join('、'),
    late ? '已超时' : '',
    q ? `“${q}”` : '',
  ].filter(Boolean);
  if (parts.length === 0) return view === 'scope' ? '全部案件' : '等我办';
  return [...parts.join(' ')].slice(0, savedFilterLimits.name).join('');
}

/** Why a list cannot be kept as it is; null when it can. */
export function wrongWith(items: Items): string | null {
  const names = items.map(({ name }) => name.trim());
  if (items.length > savedFilterLimits.most) return `最多存 ${savedFilterLimits.most} 个，先删掉不用的`;
  if (names.some((name) => name === '')) return '每个都要有名称';
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  return twice === undefined ? null : `有两个叫“${twice}”，请改一个`;
}

/** The list with one moved a place up or down. */
export function moved<T>(items: readonly T[], at: number, step: 1 | -1): T[] {
  const to = at + step;
  if (to < 0 || to >= items.length) return [...items];
  const next = [...items];
  next.splice(to, 0, ...next.splice(at, 1));
  return next;
}
