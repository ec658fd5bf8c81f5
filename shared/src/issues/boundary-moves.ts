import { z } from 'zod';
import { instant, pageOf } from '../fields';

const side = z.object({ id: z.string(), name: z.string() }).nullable();

/** What a change of boundaries did to open cases. Closed ones stay where they were closed. */
export const boundaryMoves = z.object({
  version: z.number().int(),
  at: instant,
  cases: z.number().int(),
  moves: z.array(
    z.object({
      level: z.enum(['town', 'community', 'cell', 'cleaning_area']),
      from: side,
      to: side,
      count: z.number().int(),
    }),
  ),
});
export type BoundaryMoves = z.infer<typeof boundaryMoves>;
export const boundaryMovesPage = pageOf(boundaryMoves);

/** 「12 件在办案件从东门社区改到西门社区」 */
export function moveSentence({ from, to, count }: BoundaryMoves['moves'][number]): string {
  if (from && to) return `${count} 件在办案件从${from.name}改到${to.name}`;
  if (to) return `${count} 件在办案件划入${to.name}`;
  return `${count} 件在办案件不再属于${from?.name ?? ''}`;
}
