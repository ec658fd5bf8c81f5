import { type IssueState, issueStates } from '@gongzhi/shared/issues/states';
import type { CaseFilters } from '@gongzhi/shared/saved-filters/schema';

/** What a list of cases is narrowed to. All of it lives in the page's address, so that it can be kept and sent on. */
export type { CaseFilters };
export type Chosen = NonNullable<CaseFilters['place']>;

export const noFilters: CaseFilters = {
  view: 'work',
  states: [],
  late: false,
  place: null,
  organisation: null,
  groupCode: null,
  matterCode: null,
  q: '',
  order: 'due',
};

const idShape = /^[0-9a-f]{24}$/;

function chosenFrom(query: URLSearchParams, name: string): Chosen | null {
  const id = query.get(name) ?? '';
  return idShape.test(id) ? { id, name: query.get(`${name}Name`) || '已选' } : null;
}

/** Reads filters out of an address, forgiving whatever makes no sense. */
export function filtersFrom(search: string, usual: CaseFilters = noFilters): CaseFilters {
  const query = new URLSearchParams(search);
  const known = new Set<string>(issueStates);
  const pick = <T extends string>(name: string, values: readonly T[], otherwise: T): T =>
    values.find((value) => value === query.get(name)) ?? otherwise;
  const shaped = (name: string, shape: RegExp) => {
    const value = query.get(name) ?? '';
    return shape.test(value) ? value : null;
  };
  return {
    view: pick('view', ['work', 'scope'], usual.view),
    states: (query.get('state') ?? '').split(',').filter((state): state is IssueState => known.has(state)),
    late: query.get('late') === 'true',
    place: chosenFrom(query, 'place'),
    organisation: chosenFrom(query, 'unit'),
    groupCode: shaped('group', /^[a-z_]{2,30}$/),
    matterCode: shaped('matter', /^\d{5}$/),
    q: (query.get('q') ?? '').trim().slice(0, 60),
    order: pick('order', ['newest', 'due'], usual.order),
  };
}

/** The same filters as an address; what is as usual is left out. */
export function searchFrom(filters: CaseFilters, usual: CaseFilters = noFilters): string {
  const query = new URLSearchParams();
  if (filters.view !== usual.view) query.set('view', filters.view);
  if (filters.states.length > 0) query.set('state', filters.states.join(','));
  if (filters.late) query.set('late', 'true');
  for (const [name, chosen] of [
    ['place', filters.place],
    ['unit', filters.organisation],
  ] as const) {
    if (!chosen) continue;
    query.set(name, chosen.id);
    query.set(`${name}Name`, chosen.name);
  }
  if (filters.groupCode) query.set('group', filters.groupCode);
  if (filters.matterCode) query.set('matter', filters.matterCode);
  if (filters.q) query.set('q', filters.q);
  if (filters.order !== usual.order) query.set('order', filters.order);
  return query.toString();
}

/** What the API's list is asked with. */
export function listQuery(filters: CaseFilters) {
  return {
    view: filters.view,
    order: filters.order,
    ...(filters.states.length > 0 && { state: filters.states.join(',') }),
    ...(filters.late && { late: 'true' as const }),
    ...(filters.place && { placeId: filters.place.id }),
    ...(filters.organisation && { organisationId: filters.organisation.id }),
    ...(filters.groupCode && { groupCode: filters.groupCode }),
    ...(filters.matterCode && { matterCode: filters.matterCode }),
    ...(filters.q && { q: filters.q }),
  };
}

/** How many narrowings are on, apart from the view and the order. */
export function countNarrowings(filters: CaseFilters): number {
  const { states, late, place, organisation, groupCode, matterCode, q } = filters;
  return [states.length > 0, late, place, organisation, groupCode, matterCode, q].filter(Boolean).length;
}

export const sameFilters = (a: CaseFilters, b: CaseFilters): boolean => searchFrom(a) === searchFrom(b);
