import { DAY_MS } from '@gongzhi/shared/time';
import { FileModel } from './file.model';
import { filesSetup } from './files-setup';
import { oneAtATime, storedName } from './stored-names';

/** Marks pictures a case has taken up: they are no longer swept, and published or not as the desk decided. */
export async function keepPictures(ids: readonly string[], publishedIds: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const published = new Set(publishedIds);
  const hidden = ids.filter((id) => !published.has(id));
  const shown = ids.filter((id) => published.has(id));
  for (const [some, value] of [
    [shown, true],
    [hidden, false],
  ] as const) {
    if (some.length === 0) continue;
    await FileModel.updateMany(
      { _id: { $in: some } },
      { $set: { published: value }, $unset: { unusedSince: 1 } },
    );
  }
}

/** Removes uploads nothing took up within a day; returns how many. Bytes go when no other record shares them. */
export async function sweepUnused(now: Date, most = 100): Promise<number> {
  const before = new Date(now.getTime() - DAY_MS);
  const unused = await FileModel.find({ unusedSince: { $lt: before } }, { hash: 1, format: 1 })
    .sort({ unusedSince: 1 })
    .limit(most)
    .lean();
  let removed = 0;
  for (const file of unused) {
    await oneAtATime(file.hash, async () => {
      // Guarded: a case may have taken it up since it was listed.
      const gone = await FileModel.findOneAndDelete({
        _id: file._id,
        unusedSince: { $lt: before },
        touchedAt: { $lt: before },
      });
      if (!gone) return;
      removed++;
      if (await FileModel.exists({ hash: file.hash })) return;
      await filesSetup().store.remove(storedName(file, 'full'));
      await filesSetup().store.remove(storedName(file, 'thumb'));
    });
  }
  return removed;
}
