import type { LngLat } from '@gongzhi/shared/fields';
import { type Geometry, type PlaceBrief, type PlaceKind, placeKinds } from '@gongzhi/shared/places/schema';
import RBush from 'rbush';
import { areaOf, type Bounds, boundsOf, contains, metresTo, widen } from './geometry';

/** A place as the tree holds it: everything but when it was written. */
export interface IndexedPlace extends PlaceBrief {
  readonly initials: string;
  readonly parentId: string | null;
  readonly geometry: Geometry;
  readonly centre: LngLat;
  readonly bufferMetres: number | null;
  readonly demo: boolean;
}

export interface NearPlace {
  readonly place: IndexedPlace;
  readonly metres: number;
}

interface Leaf extends Bounds {
  place: IndexedPlace;
  area: number;
}

/** Lines without a buffer of their own: half of a usual street with its pavements. */
const USUAL_BUFFER_METRES: Partial<Record<PlaceKind, number>> = { road: 25, alley: 12, river: 15 };

const widthOf = (kind: PlaceKind) => placeKinds.indexOf(kind);

function bufferOf(place: IndexedPlace): number {
  if (place.geometry.type !== 'LineString' && place.geometry.type !== 'MultiLineString') return 0;
  return place.bufferMetres ?? USUAL_BUFFER_METRES[place.kind] ?? 20;
}

/** All areas of the district in memory: by id, by parent, and by where they are. Never changed; built anew. */
export class PlaceTree {
  readonly places: readonly IndexedPlace[];
  private readonly byId = new Map<string, IndexedPlace>();
  private readonly byCode = new Map<string, IndexedPlace>();
  private readonly children = new Map<string, IndexedPlace[]>();
  private readonly tree = new RBush<Leaf>();

  constructor(places: readonly IndexedPlace[]) {
    this.places = [...places].sort((a, b) => widthOf(a.kind) - widthOf(b.kind) || (a.code < b.code ? -1 : 1));
    for (const place of this.places) {
      this.byId.set(place.id, place);
      this.byCode.set(place.code, place);
      if (place.parentId) {
        const siblings = this.children.get(place.parentId);
        if (siblings) siblings.push(place);
        else this.children.set(place.parentId, [place]);
      }
    }
    this.tree.load(
      this.places.map((place) => ({
        ...widen(boundsOf(place.geometry), bufferOf(place)),
        place,
        area: areaOf(place.geometry),
      })),
    );
  }

  find(id: string): IndexedPlace | null {
    return this.byId.get(id) ?? null;
  }

  findByCode(code: string): IndexedPlace | null {
    return this.byCode.get(code) ?? null;
  }

  childrenOf(id: string): readonly IndexedPlace[] {
    return this.children.get(id) ?? [];
  }

  /** From the widest down to the direct parent. */
  pathOf(place: IndexedPlace): IndexedPlace[] {
    const path: IndexedPlace[] = [];
    const seen = new Set([place.id]);
    let parent = place.parentId && this.byId.get(place.parentId);
    while (parent && !seen.has(parent.id)) {
      seen.add(parent.id);
      path.unshift(parent);
      parent = parent.parentId && this.byId.get(parent.parentId);
    }
    return path;
  }

  /** Whether a place lies in another one by parentage, or is it. */
  isWithin(id: string, ancestorId: string): boolean {
    const place = this.byId.get(id);
    return (
      id === ancestorId || Boolean(place && this.pathOf(place).some((ancestor) => ancestor.id === ancestorId))
    );
  }

  /** The areas that hold a point and the streets it is on, widest first. */
  at(point: LngLat): IndexedPlace[] {
    const [x, y] = point;
    return this.tree
      .search({ minX: x, minY: y, maxX: x, maxY: y })
      .filter(({ place }) => {
        if (place.geometry.type === 'Point') return false;
        const buffer = bufferOf(place);
        return buffer > 0 ? metresTo(place.geometry, point) <= buffer : contains(place.geometry, point);
      })
      .sort(
        (a, b) =>
          widthOf(a.place.kind) - widthOf(b.place.kind) ||
          b.area - a.area ||
          (a.place.code < b.place.code ? -1 : 1),
      )
      .map(({ place }) => place);
  }

  /** Places of these kinds within some metres of a point, nearest first. */
  near(point: LngLat, kinds: readonly PlaceKind[], withinMetres: number, most: number): NearPlace[] {
    const [x, y] = point;
    return this.tree
      .search(widen({ minX: x, minY: y, maxX: x, maxY: y }, withinMetres))
      .filter(({ place }) => kinds.includes(place.kind))
      .map(({ place }) => ({ place, metres: metresTo(place.geometry, point) }))
      .filter(({ metres }) => metres <= withinMetres)
      .sort((a, b) => a.metres - b.metres || (a.place.code < b.place.code ? -1 : 1))
      .slice(0, most);
  }

  /** The district itself, or null in an installation that has none yet. */
  district(): IndexedPlace | null {
    return this.places[0]?.kind === 'district' ? this.places[0] : null;
  }
}
