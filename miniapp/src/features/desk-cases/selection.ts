import type { IssueCard } from '@gongzhi/shared/issues/schema';

/** Cases picked to be dealt with together. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** Where a range begins: the case picked last by itself. */
  anchor: string | null;
  /** What the last range added, so that going back with it takes it away again. */
  range: readonly string[];
}

export const nothingSelected: Selection = { ids: new Set(), anchor: null, range: [] };

export function toggle({ ids }: Selection, id: string): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id, range: [] };
}

/** Picks everything between where the range began (`from` when none did) and `to`. */
export function extend(
  { ids, anchor, range }: Selection,
  items: readonly IssueCard[],
  from: string,
  to: string,
): Selection {
  const places = new Map(items.map(({ id }, at) => [id, at]));
  const begin = anchor !== null && places.has(anchor) ? anchor : from;
  const [first = 0, last = 0] = [places.get(begin) ?? 0, places.get(to) ?? 0].sort((a, b) => a - b);
  const between = items.slice(first, last + 1).map(({ id }) => id);
  const kept = [...ids].filter((id) => !range.includes(id));
  const added = between.filter((id) => !kept.includes(id));
  return { ids: new Set([...kept, ...between]), anchor: begin, range: added };
}

export function selectAll(items: readonly IssueCard[]): Selection {
  return { ids: new Set(items.map(({ id }) => id)), anchor: null, range: [] };
}

/** The picked ones that are in the list, in its order. */
export function selectedIn({ ids }: Selection, items: readonly IssueCard[]): IssueCard[] {
  return ids.size === 0 ? [] : items.filter(({ id }) => ids.has(id));
}
