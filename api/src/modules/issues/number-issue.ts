import { formatIssueNumber } from '@gongzhi/shared/issues/number';
import { localDay } from '@gongzhi/shared/time';
import { CounterModel } from './counter.model';

/** The next human number of the day. A number drawn for a report that then fails leaves a gap. */
export async function nextIssueNumber(now: Date): Promise<string> {
  const draw = () =>
    CounterModel.findOneAndUpdate(
      { _id: localDay(now) },
      { $inc: { count: 1 } },
      { upsert: true, returnDocument: 'after' },
    ).lean();
  // Two first reports of a day may both try to create the counter; the loser finds it there.
  const counter = await draw().catch((error: { code?: number }) => {
    if (error.code === 11000) return draw();
    throw error;
  });
  if (!counter) throw new Error('the counter must exist after an upsert');
  return formatIssueNumber(now, counter.count);
}
