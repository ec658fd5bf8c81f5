import type { BoundaryMoves } from '@gongzhi/shared/issues/boundary-moves';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import type { Actor } from '../../http/actor';
import { decodeCursor, encodeCursor } from '../../http/cursor';
import { AppError } from '../../http/errors';
import { placeNames } from '../places/objects.queries';
import {
  BoundaryReportModel,
  type BoundaryReportRecord,
  CaseMoveModel,
  type CaseMoveRecord,
} from './boundary-moves.model';
import type { IssueRecord } from './issue.model';

type Move = BoundaryMoves['moves'][number];

/** Of these a case lies in one at most, so that leaving one and entering another is one move. */
const levels: Record<Move['level'], readonly PlaceKind[]> = {
  town: ['street_office', 'town'],
  community: ['community', 'village'],
  cell: ['cell'],
  cleaning_area: ['cleaning_area'],
};

export async function noteMove(issue: IssueRecord, to: readonly string[], version: number): Promise<void> {
  await CaseMoveModel.updateOne(
    { _id: `${version}:${issue._id}` },
    { $setOnInsert: { version, issueId: issue._id, from: issue.placeIds.map(String), to: [...to] } },
    { upsert: true },
  );
}

/** Sums up what was noted of one version; working it out again gives the same. */
export async function reportMoves(version: number, now: Date): Promise<void> {
  const notes = await CaseMoveModel.find({ version }).lean<CaseMoveRecord[]>();
  if (notes.length === 0) return;
  const ids = [...new Set(notes.flatMap(({ from, to }) => [...from, ...to]))];
  const names = await placeNames(ids);
  const sums = new Map<string, Move>();
  for (const { from, to } of notes) {
    for (const [level, wanted] of Object.entries(levels) as [Move['level'], readonly PlaceKind[]][]) {
      const at = (some: readonly string[]) =>
        some.find((id) => {
          const kind = names.get(id)?.kind;
          return kind !== undefined && wanted.includes(kind);
        });
      const [before, after] = [at(from), at(to)];
      if (before === after) continue;
      const key = `${level}:${before}:${after}`;
      const side = (id?: string) => (id ? { id, name: names.get(id)?.name ?? '（已停用）' } : null);
      const sum = sums.get(key) ?? { level, from: side(before), to: side(after), count: 0 };
      sums.set(key, { ...sum, count: sum.count + 1 });
    }
  }
  const moves = [...sums.values()].sort((a, b) => b.count - a.count);
  await BoundaryReportModel.updateOne(
    { _id: version },
    { $set: { cases: notes.length, moves }, $setOnInsert: { at: now } },
    { upsert: true },
  );
}

/** What changes of boundaries moved, newest first. */
export async function listMoves(
  actor: Actor,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ items: BoundaryMoves[]; next: string | null }> {
  const roles = ['administrator', 'bureau_officer', 'dispatcher'];
  if (!actor.posts.some(({ role }) => roles.includes(role))) throw new AppError('FORBIDDEN');
  const before = cursor ? Number(decodeCursor(cursor, 1)[0]) : Number.MAX_SAFE_INTEGER;
  if (!Number.isInteger(before))
    throw new AppError('VALIDATION_FAILED', { fields: { cursor: '翻页位置不对' } });
  const found = await BoundaryReportModel.find({ _id: { $lt: before } })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<BoundaryReportRecord[]>();
  const page = found.slice(0, limit);
  return {
    items: page.map(({ _id, at, cases, moves }) => ({
      version: _id,
      at: at.toISOString(),
      cases,
      moves: moves.map(({ level, from, to, count }) => ({ level, from, to, count })),
    })),
    next: found.length > limit ? encodeCursor([String(page.at(-1)?._id)]) : null,
  };
}
