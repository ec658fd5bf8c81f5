import { z } from 'zod';
import { id, instant, point } from '../fields';

export const pictureLimits = {
  /** Bytes of one upload. */
  bytes: 12 * 1024 * 1024,
  /** Width × height. */
  pixels: 50_000_000,
  perReport: 9,
} as const;

/** A picture with signed addresses that expire; ask for the record again to renew them. */
export const picture = z.object({
  id,
  thumb: z.string(),
  full: z.string(),
  width: z.number().int(),
  height: z.number().int(),
});
export type Picture = z.infer<typeof picture>;

/** Answer to an upload; `point` and `takenAt` were read from the picture before that data was removed. */
export const uploadedPicture = picture.extend({ point: point.nullable(), takenAt: instant.nullable() });
export type UploadedPicture = z.infer<typeof uploadedPicture>;
