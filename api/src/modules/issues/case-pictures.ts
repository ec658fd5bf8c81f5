import { greatCircleDistance, UNITS } from 'h3-js';
import type { OwnPicture } from '../files/files.queries';
import type { IssuePicture, IssueRecord } from './issue.model';

/** A picture taken farther than this from the case is pointed out, not refused: telephones err too. */
const FAR_METRES = 100;

export function keepPicture({ id, width, height }: OwnPicture): IssuePicture {
  return { id, width, height };
}

/** Metres between two points, both `[lng, lat]`. */
export function metresBetween([lngA, latA]: [number, number], [lngB, latB]: [number, number]): number {
  return greatCircleDistance([latA, lngA], [latB, lngB], UNITS.m);
}

/** Plain sentences about pictures that say they were taken elsewhere. */
export function farAwayWarnings(
  { point }: Pick<IssueRecord, 'point'>,
  pictures: readonly OwnPicture[],
): string[] {
  if (!point) return [];
  return pictures.flatMap(({ point: taken }, i) => {
    const metres = taken ? Math.round(metresBetween(point.coordinates, taken)) : 0;
    return metres > FAR_METRES ? [`第 ${i + 1} 张照片的拍摄位置离案件地点约 ${metres} 米`] : [];
  });
}
