import { type Rate, rateOf } from '@gongzhi/shared/figures/rules';
import { addDays, localDay } from '@gongzhi/shared/time';
import { sumOf } from './count-cases';
import { RollupModel, type RollupRecord } from './rollup.model';

export interface AreaMonth {
  /** `2026-10` */
  month: string;
  reported: number;
  handledInTime: Rate;
}

/** What was counted of an area in the calendar month before this one. */
export async function lastMonthOf(areaId: string, now: Date): Promise<AreaMonth> {
  const last = addDays(`${localDay(now).slice(0, 7)}-01`, -1);
  const month = last.slice(0, 7);
  const rollups = await RollupModel.find(
    { areaId, day: { $gte: `${month}-01`, $lte: last } },
    { total: 1 },
  ).lean<Pick<RollupRecord, 'total'>[]>();
  const { reported, handledInTime, toHandle } = sumOf(rollups.map(({ total }) => total));
  return { month, reported, handledInTime: rateOf(handledInTime, toHandle) };
}
