import { rateOf } from '@gongzhi/shared/figures/rules';
import type { figuresQuery, PublicFigures } from '@gongzhi/shared/figures/schema';
import { addDays, localDay } from '@gongzhi/shared/time';
import type { z } from 'zod';
import { AppError } from '../../http/errors';
import { countOpen, type OpenCounts } from '../issues/issue-facts.queries';
import { brief, childrenOf, district, type IndexedPlace, placeById } from '../places/place-index';
import { currentCatalogue } from '../standards/standards.queries';
import { sumOf } from './count-cases';
import { RollupModel, type RollupRecord } from './rollup.model';

type Query = z.output<typeof figuresQuery>;

const USUAL_DAYS = 30;
const MOST_DAYS = 366;

/** The public page of figures: from rollups, and the few counts of this very moment. */
export async function publicFigures(query: Query, now: Date): Promise<PublicFigures> {
  const { from, to } = period(query, now);
  const place = query.placeId ? placeById(query.placeId) : district();
  if (query.placeId && !place) throw new AppError('NOT_FOUND', { detail: `no place ${query.placeId}` });
  const areas = place ? childrenOf(place.id).filter(isArea) : [];
  const [own, open, ...parts] = await Promise.all([
    place ? rollupsOf(place, from, to, true) : [],
    place ? countOpen(place.id, now) : { open: 0, late: 0 },
    ...areas.map(async (area) => ({
      area,
      rollups: await rollupsOf(area, from, to, false),
      open: await countOpen(area.id, now),
    })),
  ]);
  const total = sum(own);
  return {
    from,
    to,
    place: place && brief(place),
    totals: caseCounts(own, open),
    handledInTime: rateOf(total.handledInTime, total.toHandle),
    closed: rateOf(total.closed, total.toClose),
    closedInTime: rateOf(total.closedInTime, total.toClose),
    rework: rateOf(total.reworked, total.toClose),
    satisfied: rateOf(total.satisfied, total.rated),
    medianHoursToClose: median(own.flatMap(({ hoursToClose }) => hoursToClose)),
    byArea: parts.map(({ area, rollups, open }) => {
      const { closedInTime, toClose } = sum(rollups);
      return {
        place: brief(area),
        counts: caseCounts(rollups, open),
        closedInTime: rateOf(closedInTime, toClose),
      };
    }),
    byGroup: await byGroup(own),
    byDay: byDay(own, from, to),
    computedAt: now.toISOString(),
  };
}

function period({ from, to }: Query, now: Date): { from: string; to: string } {
  const last = to ?? (from ? minDay(localDay(now), addDays(from, MOST_DAYS - 1)) : localDay(now));
  const first = from ?? addDays(last, 1 - USUAL_DAYS);
  if (first > last) throw new AppError('VALIDATION_FAILED', { fields: { to: '结束日期不能早于开始日期' } });
  if (addDays(first, MOST_DAYS - 1) < last) {
    throw new AppError('VALIDATION_FAILED', { fields: { from: `最多查 ${MOST_DAYS} 天` } });
  }
  return { from: first, to: last };
}

const minDay = (a: string, b: string) => (a < b ? a : b);

const isArea = ({ kind }: IndexedPlace) => ['street_office', 'town', 'community', 'village'].includes(kind);

type DayFigures = Pick<RollupRecord, 'day' | 'total' | 'groups' | 'hoursToClose'>;

/** The days of an area without their parts; hours only where a median is asked for. */
function rollupsOf(
  { id }: IndexedPlace,
  from: string,
  to: string,
  withHours: boolean,
): Promise<DayFigures[]> {
  return RollupModel.find(
    { areaId: id, day: { $gte: from, $lte: to } },
    { _id: 0, day: 1, total: 1, groups: 1, ...(withHours && { hoursToClose: 1 }) },
  )
    .lean<DayFigures[]>()
    .exec();
}

const sum = (days: readonly DayFigures[]) => sumOf(days.map(({ total }) => total));

function caseCounts(rollups: readonly DayFigures[], { open, late }: OpenCounts): PublicFigures['totals'] {
  const { reported, closedThatDay } = sum(rollups);
  return { reported, closed: closedThatDay, openNow: open, lateNow: late };
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) * 5) / 10;
}

async function byGroup(days: readonly DayFigures[]): Promise<PublicFigures['byGroup']> {
  const { groups } = await currentCatalogue();
  const counted = new Map(groups.map(({ code, name }) => [code, { code, name, reported: 0, closed: 0 }]));
  for (const { groupCode, reported, closedThatDay } of days.flatMap((day) => day.groups)) {
    const group = counted.get(groupCode);
    if (!group) continue;
    group.reported += reported;
    group.closed += closedThatDay;
  }
  return [...counted.values()].sort((a, b) => b.reported - a.reported);
}

function byDay(rollups: readonly DayFigures[], from: string, to: string): PublicFigures['byDay'] {
  const counted = new Map(rollups.map(({ day, total }) => [day, total]));
  const days: PublicFigures['byDay'] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const total = counted.get(day);
    days.push({ day, reported: total?.reported ?? 0, closed: total?.closedThatDay ?? 0 });
  }
  return days;
}
