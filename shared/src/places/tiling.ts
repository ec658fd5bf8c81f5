import { z } from 'zod';
import { id } from '../fields';
import { geometry, placeBrief, placeKind } from './schema';

/** What is smaller or thinner is a difference of drawing and nobody's street. */
export const tilingTolerance = { squareMetres: 5, metres: 0.5 } as const;

const part = z.object({ geometry, squareMetres: z.number() });

/** How areas of one kind cover another area: what belongs to nobody, and what belongs to several. */
export const tilingReport = z.object({
  within: placeBrief,
  kind: placeKind,
  areas: z.array(placeBrief.extend({ geometry })),
  squareMetres: z.number(),
  gaps: z.array(part),
  overlaps: z.array(part.extend({ areaIds: z.array(id).length(2) })),
  /** Reaching out beyond the border of what they cover. */
  beyond: z.array(part.extend({ areaId: id })),
});
export type TilingReport = z.infer<typeof tilingReport>;
