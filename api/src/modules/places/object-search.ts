import { isObject, objectKinds } from '@gongzhi/shared/places/labels';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import { AppError } from '../../http/errors';
import { rarestFirst } from '../../platform/rarest-first';
import { PlaceModel, type PlaceRecord, wordIndex } from './place.model';
import { listFields } from './place.view';
import { district } from './place-index';
import { questionTokens } from './search-tokens';

type Filter = Record<string, unknown>;

export interface PlaceSearch {
  q?: string;
  kind?: readonly PlaceKind[];
  parentId?: string;
  /** Anything that stands in this area, however deep. */
  withinId?: string;
  /** Of components: the class, five digits. */
  classCode?: string;
  state: 'in_use' | 'retired';
  cursor?: string;
  limit: number;
}

/** More objects than this share even the rarest word asked for: the reader is asked to narrow it down. */
const MOST_SCANNED = 20_000;

/** Objects in the order of their codes, those after `after`; nothing when nothing can fit. */
export async function findObjects(
  search: PlaceSearch,
  after: string,
  most: number,
  fields: Record<string, number> = listFields,
): Promise<PlaceRecord[]> {
  const filter = await objectFilter(search, after);
  if (!filter) return [];
  const query = PlaceModel.find(filter, fields).sort({ code: 1 }).limit(most);
  // Of a name with one rare word the database may take the order of the codes for the shorter way, which is all objects.
  return (filter.tokens ? query.hint(wordIndex) : query).lean<PlaceRecord[]>();
}

async function objectFilter(search: PlaceSearch, after: string): Promise<Filter | null> {
  const { q, kind, parentId, withinId, classCode, state } = search;
  const retired = state === 'retired';
  const kinds = kind ? kind.filter((each) => retired || isObject(each)) : retired ? null : objectKinds;
  if (kinds?.length === 0) return null;
  const codes = codeRange(q, classCode, after);
  if (!codes) return null;
  const words = q && !looksLikeCode(q) ? await wordFilter(q) : {};
  if (!words) return null;
  return {
    ...words,
    ...(parentId && { parentId }),
    ...(withinId && { placeIds: withinId }),
    ...(kinds && { kind: kinds.length === 1 ? kinds[0] : { $in: kinds } }),
    ...(retired ? { retired: true, retirement: { $ne: null } } : { retired: { $exists: false } }),
    code: codes,
  };
}

const looksLikeCode = (q: string) => /^[A-Za-z0-9-]*\d[A-Za-z0-9-]*$/.test(q.trim());

/** The codes a page may hold: after the last one, beginning with what was typed, of the class asked for. */
function codeRange(q: string | undefined, classCode: string | undefined, after: string): Filter | null {
  const starts = [
    ...(q && looksLikeCode(q) ? [q.trim().toUpperCase()] : []),
    ...(classCode ? [`${district()?.code ?? ''}${classCode}`] : []),
  ];
  const from = starts.reduce((latest, start) => (start > latest ? start : latest), '');
  // One beginning has to hold the other, or no code has both.
  if (!starts.every((start) => from.startsWith(start))) return null;
  return {
    ...(from > after ? { $gte: from } : { $gt: after }),
    ...(from && { $lt: `${from}\uffff` }),
  };
}

/** The part of a filter that finds words; null when nothing can be found. */
async function wordFilter(q: string): Promise<Filter | null> {
  const tokens = questionTokens(q);
  if (tokens.length === 0) return null;
  const counted = await rarestFirst(
    tokens,
    (token, most) => PlaceModel.countDocuments({ tokens: token }).limit(most).exec(),
    MOST_SCANNED,
  );
  const [rarest, ...others] = counted;
  if (!rarest || rarest.count === 0) return null;
  if (rarest.count > MOST_SCANNED) throw new AppError('TOO_MANY_RESULTS', { detail: rarest.token });
  const rest = others.map(({ token }) => token);
  // Said the other way round, so that only the rarest word can lead through the index.
  return {
    tokens: rarest.token,
    ...(rest.length > 0 && { $nor: rest.map((token) => ({ tokens: { $ne: token } })) }),
  };
}
