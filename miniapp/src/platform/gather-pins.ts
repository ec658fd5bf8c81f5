import type { MapPin } from './map.types';

/** The most pressing first. */
const tones: readonly MapPin['tone'][] = ['late', 'due', 'neutral', 'refused', 'solved'];

/** Pins that would lie on each other, shown as one. */
export interface PinHeap {
  pins: readonly MapPin[];
  x: number;
  y: number;
}

/** Pins gathered by how near they would be drawn, in px; the first of a heap says where it stands. */
export function gatherPins(
  pins: readonly MapPin[],
  place: (pin: MapPin) => { x: number; y: number },
  near: number,
): PinHeap[] {
  const heaps: { pins: MapPin[]; x: number; y: number }[] = [];
  for (const pin of pins) {
    const { x, y } = place(pin);
    const heap = heaps.find((one) => Math.abs(one.x - x) < near && Math.abs(one.y - y) < near);
    if (heap) heap.pins.push(pin);
    else heaps.push({ pins: [pin], x, y });
  }
  return heaps;
}

/** How many cases lie there. */
export function countOfHeap(pins: readonly MapPin[]): number {
  return pins.reduce((sum, { count = 1 }) => sum + count, 0);
}

/** A heap is coloured by the most pressing of its cases. */
export function toneOfHeap(pins: readonly MapPin[]): MapPin['tone'] {
  return tones.find((tone) => pins.some((pin) => pin.tone === tone)) ?? 'neutral';
}
