import type { MapPin } from './map.types';

/** The most pressing first. */
const tones: readonly MapPin['tone'][] = ['late', 'due', 'neutral', 'refused', 'solved'];

/** Across, in px: one pin, and a heap of several. */
export const PIN_PX = 36;
const HEAP_PX = 42;

/** Pins that would lie on each other, shown as one. */
export interface PinHeap {
  pins: readonly MapPin[];
  x: number;
  y: number;
  /** Across, in px. */
  size: number;
}

/** Pins gathered until no two that are drawn lie on each other; the first of a heap says where it stands. */
export function gatherPins(
  pins: readonly MapPin[],
  place: (pin: MapPin) => { x: number; y: number },
): PinHeap[] {
  let heaps: PinHeap[] = pins.map((pin) => ({ pins: [pin], ...place(pin), size: sizeOf(pin) }));
  for (let before = Number.POSITIVE_INFINITY; heaps.length < before; ) {
    before = heaps.length;
    // What is gathered is larger than one pin and may have come to lie on its neighbour.
    heaps = gatherOnce(heaps);
  }
  return heaps;
}

function gatherOnce(heaps: readonly PinHeap[]): PinHeap[] {
  const gathered: PinHeap[] = [];
  for (const heap of heaps) {
    const at = gathered.findIndex((one) => {
      const apart = (one.size + heap.size) / 2;
      return Math.abs(one.x - heap.x) < apart && Math.abs(one.y - heap.y) < apart;
    });
    const under = gathered[at];
    if (under) {
      const size = Math.max(HEAP_PX, under.size, heap.size);
      gathered[at] = { ...under, pins: [...under.pins, ...heap.pins], size };
    } else gathered.push(heap);
  }
  return gathered;
}

/** A pin and where it is drawn. */
export interface PlacedPin {
  pin: MapPin;
  x: number;
  y: number;
}

/** Left free around a pin, in px, so that a fingertip finds it. */
const ROOM_PX = 8;

/** Pins where the map cannot be looked at any nearer: each where it belongs, or as near to it as there is room. */
export function spreadPins(
  pins: readonly MapPin[],
  place: (pin: MapPin) => { x: number; y: number },
): PlacedPin[] {
  const placed: PlacedPin[] = [];
  for (const pin of pins) placed.push({ pin, ...firstFree(pin, place(pin), placed) });
  return placed;
}

function firstFree(pin: MapPin, at: { x: number; y: number }, placed: readonly PlacedPin[]) {
  for (let ring = 0; ; ring++) {
    const free = ringAround(at, ring, sizeOf(pin) + ROOM_PX).find(({ x, y }) =>
      placed.every((one) => Math.hypot(one.x - x, one.y - y) >= (sizeOf(one.pin) + sizeOf(pin)) / 2),
    );
    if (free) return free;
  }
}

/** The point itself, then six around it, twelve around those and so on. */
function ringAround({ x, y }: { x: number; y: number }, ring: number, apart: number) {
  if (ring === 0) return [{ x, y }];
  return Array.from({ length: 6 * ring }, (_, i) => {
    const angle = (i * Math.PI) / (3 * ring);
    return { x: x + ring * apart * Math.cos(angle), y: y + ring * apart * Math.sin(angle) };
  });
}

const sizeOf = ({ size = PIN_PX }: MapPin) => size;

/** How many cases lie there. */
export function countOfHeap(pins: readonly MapPin[]): number {
  return pins.reduce((sum, { count = 1 }) => sum + count, 0);
}

/** A heap is coloured by the most pressing of its cases. */
export function toneOfHeap(pins: readonly MapPin[]): MapPin['tone'] {
  return tones.find((tone) => pins.some((pin) => pin.tone === tone)) ?? 'neutral';
}
