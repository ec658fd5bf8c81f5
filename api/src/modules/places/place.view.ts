import type { FieldValues } from '@gongzhi/shared/places/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import type { PlaceBrief, PlaceDetail, PlaceView } from '@gongzhi/shared/places/schema';
import { viewPicture } from '../files/file.view';
import type { PlaceRecord } from './place.model';
import type { PlaceRights } from './place.policy';
import { brief, childrenOf, type IndexedPlace, pathOf, placeById } from './place-index';

export function placeView(place: IndexedPlace): PlaceView {
  return {
    ...brief(place),
    path: pathOf(place).map(brief),
    centre: place.centre,
    demo: place.demo,
    retired: false,
    hasChildren: childrenOf(place.id).length > 0,
  };
}

/** What lists read of a stored place. */
export const listFields = { code: 1, kind: 1, name: 1, parentId: 1, centre: 1, demo: 1, retired: 1 };

function pathAbove({ parentId }: Pick<PlaceRecord, 'parentId'>): PlaceBrief[] {
  const parent = parentId && placeById(String(parentId));
  return parent ? [...pathOf(parent), parent].map(brief) : [];
}

export function recordView(record: PlaceRecord): PlaceView {
  const id = String(record._id);
  return {
    id,
    code: record.code,
    kind: record.kind,
    name: record.name,
    path: pathAbove(record),
    centre: [record.centre[0], record.centre[1]],
    demo: record.demo,
    retired: record.retired === true,
    hasChildren: childrenOf(id).length > 0,
  };
}

/** Own fields as somebody may see them. */
export function visibleFields({ kind, fields }: PlaceRecord, staff: boolean): FieldValues {
  const shown = placeKindTable[kind].fields.filter(({ staffOnly }) => staff || !staffOnly);
  return Object.fromEntries(
    shown.flatMap(({ key }) => {
      const value = fields?.[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

export interface DetailContext {
  rights: PlaceRights;
  /** In any post. */
  staff: boolean;
  organisationNames: ReadonlyMap<string, string>;
}

export function placeDetailView(
  record: PlaceRecord,
  { rights, staff, organisationNames }: DetailContext,
): PlaceDetail {
  return {
    ...recordView(record),
    geometry: record.geometry,
    bufferMetres: record.bufferMetres,
    fields: visibleFields(record, staff),
    organisations: Object.fromEntries(organisationNames),
    pictures: (record.pictures ?? []).map(viewPicture),
    retirement: record.retirement && {
      at: record.retirement.at.toISOString(),
      why: staff ? record.retirement.why : '',
    },
    version: record.version,
    updatedAt: record.updatedAt.toISOString(),
    abilities: { edit: rights.edit, correct: rights.correct, history: rights.history },
  };
}
