import { z } from 'zod';
import { id, point } from '../fields';
import { placeBrief } from '../places/schema';

const count = z.number().int().nonnegative();
/** A rate with what it was computed from; null when there was nothing to divide by. */
export const rate = z.object({ part: count, whole: count, percent: z.number().nullable() });

export const caseCounts = z.object({
  reported: count,
  /** Closed within the period. */
  closed: count,
  openNow: count,
  lateNow: count,
});

/** What anybody may know of how the district is run: counts and rates, never people. */
export const publicFigures = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  place: placeBrief.nullable(),
  totals: caseCounts,
  handledInTime: rate,
  closed: rate,
  closedInTime: rate,
  rework: rate,
  satisfied: rate,
  medianHoursToClose: z.number().nullable(),
  byArea: z.array(z.object({ place: placeBrief, counts: caseCounts, closedInTime: rate })),
  byGroup: z.array(z.object({ code: z.string(), name: z.string(), reported: count, closed: count })),
  byDay: z.array(z.object({ day: z.iso.date(), reported: count, closed: count })),
  computedAt: z.iso.datetime(),
});
export type PublicFigures = z.infer<typeof publicFigures>;

export const figuresQuery = z.object({
  /** Local days, both included; the last 30 days when absent; at most 366 days. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  placeId: id.optional(),
});

/** Where open cases lie close together: counts of places about a kilometre wide, the fullest first. */
export const hotCells = z.object({
  cells: z.array(z.object({ point, open: count, late: count })),
  computedAt: z.iso.datetime(),
});
export type HotCells = z.infer<typeof hotCells>;
