import type { LngLat } from '@gongzhi/shared/fields';
import type { FieldValues } from '@gongzhi/shared/places/fields';
import { isObject } from '@gongzhi/shared/places/labels';
import type { Geometry, PlaceKind } from '@gongzhi/shared/places/schema';
import mongoose from 'mongoose';
import { COARSE, cellOf, FINE } from '../../platform/h3-cells';
import { centreOf } from './geometry';
import { parentOf } from './parentage';
import type { PlaceRecord } from './place.model';
import type { PlaceTree } from './place-tree';
import { placeTokens } from './search-tokens';

/** What people say about a place. */
export interface GivenPlace {
  code: string;
  kind: PlaceKind;
  name: string;
  geometry: Geometry;
  bufferMetres: number | null;
  fields: FieldValues;
  /** Undefined: found by position. */
  parentId?: string | null;
}

/** What follows from where a place is and what areas there are; worked out anew when these change. */
export type PlaceStanding = Pick<PlaceRecord, 'parentId' | 'placeIds' | 'cellFine' | 'cellCoarse' | 'tokens'>;

/** Everything about a place that is entered or follows from it. */
export type PlaceFacts = PlaceStanding &
  Pick<
    PlaceRecord,
    'code' | 'kind' | 'name' | 'initials' | 'geometry' | 'centre' | 'bufferMetres' | 'fields'
  >;

const toId = (id: string) => new mongoose.Types.ObjectId(id);

export function factsOf(
  given: GivenPlace,
  tree: PlaceTree,
  initialsOf: (name: string) => string,
): PlaceFacts {
  const { code, kind, name, geometry, bufferMetres, fields } = given;
  const [lng, lat] = centreOf(geometry);
  const initials = initialsOf(name);
  const known = { code, kind, name, initials, geometry, centre: [lng, lat] as [number, number], fields };
  return { ...known, bufferMetres, ...standingOf(known, tree, given.parentId) };
}

type Known = Pick<PlaceFacts, 'code' | 'kind' | 'name' | 'initials' | 'geometry' | 'centre' | 'fields'>;

export function standingOf(place: Known, tree: PlaceTree, parentId?: string | null): PlaceStanding {
  const centre: LngLat = [place.centre[0], place.centre[1]];
  const parent = parentId === undefined ? (parentOf({ ...place, centre }, tree)?.id ?? null) : parentId;
  const standing = { parentId: parent === null ? null : toId(parent) };
  if (!isObject(place.kind))
    return { ...standing, placeIds: [], cellFine: null, cellCoarse: null, tokens: [] };
  return {
    ...standing,
    placeIds: tree.at(centre).map(({ id }) => toId(id)),
    cellFine: cellOf(centre, FINE),
    cellCoarse: cellOf(centre, COARSE),
    // Nothing personal: who runs a shop is not searchable.
    tokens: placeTokens(
      place.name,
      place.initials,
      [place.fields.doorplate, place.fields.trade].map((text) => String(text ?? '')),
    ),
  };
}
