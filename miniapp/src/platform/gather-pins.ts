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
  let heaps: PinHeap[] = pins.map((pin) => ({ pins: [pin], ...place(pin), size: pin.size ?? PIN_PX }));
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

/** How many cases lie there. */
export function countOfHeap(pins: readonly MapPin[]): number {
  return pins.reduce((sum, { count = 1 }) => sum + count, 0);
}

/** A heap is coloured by the most pressing of its cases. */
export function toneOfHeap(pins: readonly MapPin[]): MapPin['tone'] {
  return tones.find((tone) => pins.some((pin) => pin.tone === tone)) ?? 'neutral';
}
