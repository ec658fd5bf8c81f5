import { Readable } from 'node:stream';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { dataSheet, explanationSheet } from '../../platform/xlsx/sheet-columns';
import { streamWorkbook, workbookType } from '../../platform/xlsx/write-workbook';
import { findObjects, type PlaceSearch } from './object-search';
import { PlaceModel, type PlaceRecord } from './place.model';
import { visibleFields } from './place.view';
import { placeById } from './place-index';
import { placeColumns, placeRow } from './place-sheet';
import { areasFor } from './places.queries';

const BATCH = 300;
const everyField = {};

/** Everything that fits, areas first, read a batch at a time. */
async function* placesFor(search: PlaceSearch): AsyncGenerator<PlaceRecord> {
  if (search.state === 'in_use') {
    const ids = areasFor(search).map(({ place }) => place.id);
    for (let i = 0; i < ids.length; i += BATCH) {
      yield* await PlaceModel.find({ _id: { $in: ids.slice(i, i + BATCH) } }).lean<PlaceRecord[]>();
    }
  }
  for (let after = ''; ; ) {
    const page = await findObjects(search, after, BATCH, everyField);
    yield* page;
    after = page.at(-1)?.code ?? '';
    if (page.length < BATCH) return;
  }
}

export interface ExportedFile {
  name: string;
  type: string;
  content: Readable;
}

/** A list as a file that can be brought in again; written while it is read, whatever its length. */
export function exportPlaces(
  actor: Actor,
  { format, ...search }: PlaceSearch & { format: 'xlsx' | 'geojson' },
): ExportedFile {
  if (actor.posts.length === 0) throw new AppError('FORBIDDEN', { detail: 'export without a post' });
  if (format === 'geojson') {
    return {
      name: '地点档案.geojson',
      type: 'application/geo+json; charset=utf-8',
      content: Readable.from(geoJson(placesFor(search))),
    };
  }
  const [kind, ...others] = search.kind ?? [];
  if (!kind || others.length > 0) {
    throw new AppError('VALIDATION_FAILED', { fields: { kind: '表格一次导出一类地点' } });
  }
  const columns = placeColumns(kind);
  const sheets = [dataSheet(columns, sheetRows(kind, placesFor(search))), explanationSheet(columns)];
  return { name: `${placeKindLabels[kind]}.xlsx`, type: workbookType, content: streamWorkbook(sheets) };
}

async function* sheetRows(kind: PlaceKind, places: AsyncIterable<PlaceRecord>) {
  for await (const place of places) yield placeRow(kind, place);
}

async function* geoJson(places: AsyncIterable<PlaceRecord>): AsyncGenerator<string> {
  let text = '{"type":"FeatureCollection","features":[';
  let first = true;
  for await (const place of places) {
    text += `${first ? '' : ','}\n${JSON.stringify(featureOf(place))}`;
    first = false;
    if (text.length < 64_000) continue;
    yield text;
    text = '';
  }
  yield `${text}\n]}\n`;
}

function featureOf(place: PlaceRecord): object {
  const { code, kind, name, bufferMetres, geometry } = place;
  const parent = place.parentId ? placeById(String(place.parentId)) : null;
  const properties = {
    code,
    kind,
    name,
    ...(parent && { parentCode: parent.code }),
    ...(bufferMetres !== null && { bufferMetres }),
    fields: visibleFields(place, true),
  };
  return { type: 'Feature', geometry, properties };
}
