import type { Readable } from 'node:stream';
import { type ImportTarget, importTargetLabels } from '@gongzhi/shared/imports/schema';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import { AppError } from '../../http/errors';
import { dataSheet, explanationSheet } from '../../platform/xlsx/sheet-columns';
import { streamWorkbook } from '../../platform/xlsx/write-workbook';
import { peopleRows } from '../identity/people-sheet';
import { responsibilityRows } from '../lists/responsibility-sheet';
import { organisationRows } from '../organisations/organisation-sheet';
import { postRows } from '../posts/post-sheet';
import { targets } from './targets';

/** An empty sheet to fill in, with what each column means beside it. */
export function templateFor(target: ImportTarget, kind?: PlaceKind): { name: string; bytes: Readable } {
  if (target === 'places' && !kind) {
    throw new AppError('VALIDATION_FAILED', { fields: { kind: '先选哪一类地点' } });
  }
  const columns = targets[target].columns(kind ?? null);
  const name = `${kind ? placeKindLabels[kind] : importTargetLabels[target]}导入模板.xlsx`;
  return { name, bytes: streamWorkbook([dataSheet(columns, []), explanationSheet(columns)]) };
}

const rowsOf = {
  organisations: organisationRows,
  people: peopleRows,
  posts: postRows,
  responsibility: responsibilityRows,
};

/** What there is as a sheet that can be brought in again. */
export function exportOf(target: keyof typeof rowsOf): { name: string; bytes: Readable } {
  const columns = targets[target].columns(null);
  return {
    name: `${importTargetLabels[target]}.xlsx`,
    bytes: streamWorkbook([dataSheet(columns, rowsOf[target]()), explanationSheet(columns)]),
  };
}
