import type { GridRow } from '@gongzhi/shared/lists/schema';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import { roleLabels } from '@gongzhi/shared/posts/labels';
import type { Actor } from '../../http/actor';
import { decodeCursor, encodeCursor } from '../../http/cursor';
import { AppError } from '../../http/errors';
import { csvLines } from '../../platform/csv';
import { accountNames } from '../identity/accounts.queries';
import { countPlacesIn } from '../places/place-counts';
import { allPlaces, type IndexedPlace, isWithin, pathOf, placeById } from '../places/place-index';
import { postsInScope } from '../posts/posts.queries';
import { canReadLists } from './lists.policy';

const PAGE = 100;

interface GridQuery {
  areaId?: string;
  cursor?: string;
  limit: number;
}

/** The grid list: worked out from the places and who is in post at this moment, cell by cell. */
export async function readGridList(
  actor: Actor,
  { areaId, cursor, limit }: GridQuery,
  now: Date,
): Promise<{ items: GridRow[]; next: string | null }> {
  if (!canReadLists(actor)) throw new AppError('FORBIDDEN');
  if (areaId && !placeById(areaId)) throw new AppError('NOT_FOUND', { detail: `no place ${areaId}` });
  const [after = ''] = cursor ? decodeCursor(cursor, 1) : [''];
  const cells = allPlaces().filter(
    ({ kind, code, id }) => kind === 'cell' && code > after && (!areaId || isWithin(id, areaId)),
  );
  const page = cells.slice(0, limit);
  return {
    items: await rowsFor(page, now),
    next: cells.length > limit ? encodeCursor([page.at(-1)?.code ?? '']) : null,
  };
}

async function rowsFor(cells: readonly IndexedPlace[], now: Date): Promise<GridRow[]> {
  const around = cells.map((cell) => [...pathOf(cell).filter(isCommunity), cell]);
  const ids = [...new Set(around.flat().map(({ id }) => id))];
  const posts = await postsInScope(['grid_worker', 'chief'], ids, now);
  const names = await accountNames(posts.map(({ accountId }) => accountId));
  const objects = await Promise.all(cells.map(({ id }) => countPlacesIn(id)));
  return cells.map((cell, i) => {
    const places = new Set(around[i]?.map(({ id }) => id));
    return {
      id: cell.id,
      code: cell.code,
      name: cell.name,
      community: pathOf(cell).find(isCommunity)?.name ?? '',
      people: posts
        .filter(({ scope }) => places.has(scope.id))
        .map(({ role, accountId, title }) => ({ role, title, name: names.get(accountId) ?? '' })),
      objects: objects[i]?.counts ?? [],
    };
  });
}

const isCommunity = ({ kind }: IndexedPlace) => kind === 'community' || kind === 'village';

/** The same as a file for a spreadsheet. */
export async function exportGridList(
  actor: Actor,
  { areaId }: { areaId?: string },
  now: Date,
): Promise<string> {
  const items: GridRow[] = [];
  let cursor: string | undefined;
  do {
    // A page at a time: each cell is a few counts in the database.
    const page = await readGridList(actor, { areaId, cursor, limit: PAGE }, now);
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return csvLines([
    ['网格编码', '网格', '社区', '人员', '设施'],
    ...items.map(({ code, name, community, people, objects }) => [
      code,
      name,
      community,
      people.map((each) => `${roleLabels[each.role]} ${each.name}`).join('、'),
      objects.map(({ kind, count }) => `${placeKindLabels[kind]} ${count}`).join('、'),
    ]),
  ]);
}
