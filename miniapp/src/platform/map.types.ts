import type { LngLat } from '@gongzhi/shared/fields';
import type { Tone } from '@gongzhi/shared/issues/states';
import type { BaseMap, Geometry } from '@gongzhi/shared/places/schema';

export interface MapPin {
  id: string;
  /** WGS-84, as everywhere outside this folder. */
  point: LngLat;
  /** What it is, in words: read aloud and shown on hover. */
  label: string;
  tone: Tone;
  /** One character drawn on it, so that tones need not be told apart by colour. */
  sign: string;
  /** False for a point that only stands for its neighbourhood. */
  exact?: boolean;
  /** How many cases it stands for, when that is not one; and how large it is then, in px. */
  count?: number;
  size?: number;
}

/** A shape drawn over the base map; on the web only. */
export interface MapShape {
  id: string;
  geometry: Geometry;
  tone: 'plain' | 'chosen' | 'gap' | 'overlap' | 'beyond';
  label: string;
}

/** Corners of an area or a line being drawn: its parts, the lines of each (the outer edge first), their points. */
export interface Corners {
  /** Whether the last corner of each line is joined to the first. */
  readonly closed: boolean;
  readonly parts: readonly LngLat[][][];
}

export interface MapProps {
  label: string;
  centre: LngLat;
  zoom?: number;
  pins?: readonly MapPin[];
  /** Points that are to be seen at once; another array moves the map again. */
  show?: readonly LngLat[];
  onPinPress?: (id: string) => void;
  /** The pin that stands for what is open beside the map: drawn larger, and brought into sight. */
  chosen?: string | null;
  shapes?: readonly MapShape[];
  /** Whenever this changes, the map is moved so that all pins and shapes are in sight. */
  fit?: string | number;
  /** A point that can be dragged, or moved by pressing elsewhere. */
  picked?: LngLat | null;
  onPick?: (point: LngLat) => void;
  /** A shape whose corners can be moved, added and removed; on the web only. */
  corners?: Corners | null;
  onCorners?: (corners: Corners) => void;
  /** Where the person is. */
  me?: LngLat | null;
  /** The district's own outlines: the base map where there are no tiles. */
  baseMap: BaseMap | null;
  tiles?: { url: string; attribution: string } | null;
  onMove?: (centre: LngLat, radiusMetres: number) => void;
  /** Shown, not moved: a small map inside a page. */
  still?: boolean;
  className?: string;
}
