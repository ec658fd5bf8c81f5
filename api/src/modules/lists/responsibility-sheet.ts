import { checkResponsibility } from '@gongzhi/shared/lists/check';
import { responsibilityRow } from '@gongzhi/shared/lists/schema';
import { limitUnitLabels, limitUnits } from '@gongzhi/shared/standards/labels';
import mongoose from 'mongoose';
import { AppError } from '../../http/errors';
import { plainMessage } from '../../http/validation';
import { clock } from '../../platform/clock';
import { ImportOver, parseRows, type RowError } from '../../platform/import-rows';
import type { SheetColumn } from '../../platform/xlsx/sheet-columns';
import { changeDraft } from './change-draft';
import { mergeRows, tooMany } from './import-rows';
import { type ListRow, ListVersionModel, type ListVersionRecord } from './list-version.model';
import { listWorld } from './list-world';
import { draftOf, rowsOf, versionInForce } from './lists.queries';

const unitNames = limitUnits.map((unit) => limitUnitLabels[unit]);

const column = (key: string, label: string, explain: string, example: string, required = false) => ({
  key,
  label,
  required,
  explain,
  example,
  isCode: key.toLowerCase().includes('code') || key === 'about',
});

export const responsibilityColumns: readonly SheetColumn[] = [
  column('about', '事项代码', '大类 2 位、事项 5 位或立案条件代码；* 为所有事项', '06010', true),
  column('areaCode', '区域编码', '地点档案里的编码，全区就填区的编码', '320413001', true),
  column('organisationCode', '责任单位编码', '单位名录里的编码', 'HW-01', true),
  column('supportingCodes', '配合单位编码', '可填多个，用顿号隔开', ''),
  column('amount', '处置时限', '整数 1–999；不填则按立案条件', '4'),
  column('unit', '时限单位', `填了时限就要填，只能是：${unitNames.join('、')}`, limitUnitLabels.work_hours),
  column('note', '备注', '最多 200 个字', ''),
];

const draftIsGone = '这一版草稿已经发布或者放弃了，一行也没有导入；要导入就开始编新的一版，再上传一次';

interface PlannedRows {
  /** The draft it was planned for; empty where there is none. */
  draftId: string;
  errors: RowError[];
  created: ListRow[];
  updated: ListRow[];
  unchanged: number;
}

/** What a sheet would change in the draft: a row about the same matter in the same area is changed, others are added. */
export async function planResponsibility(
  texts: readonly Readonly<Record<string, string>>[],
): Promise<PlannedRows> {
  const draft = await draftIfAny();
  if (!draft) {
    const message = '还没有草稿：先在“清单 → 责任清单”里开始编一版';
    return {
      draftId: '',
      errors: [{ row: 1, field: 'about', message }],
      created: [],
      updated: [],
      unchanged: 0,
    };
  }
  const { parsed, errors: unread } = parseRows(responsibilityRow, texts.map(fromTexts), plainMessage);
  const numbered = parsed.map(({ row, value }) => ({ ...value, id: String(row), rev: 0 }));
  const found = checkResponsibility(numbered, await listWorld()).errors;
  const errors = [
    ...unread.map((each) => ({ ...each, field: each.field.replace(/^limit\./, '') })),
    ...found.map(({ rowId, field, message }) => ({ row: Number(rowId), field, message })),
  ].sort((one, other) => one.row - other.row);
  const values = parsed.map(({ value }) => value);
  const { rows, created, updated, unchanged } = mergeRows('responsibility', draft.rows, values, 'merge');
  const message = tooMany(rows);
  if (message) errors.unshift({ row: 1, field: 'about', message });
  return { draftId: String(draft._id), errors, created, updated, unchanged };
}

export interface PlannedResponsibility {
  draftId: string;
  rows: readonly ListRow[];
}

/**
 * Puts all rows into the draft they were planned for, in one write: a draft that was published or thrown away
 * meanwhile has none of them, and no later draft gets them. Done again it changes nothing more.
 */
export async function putResponsibility(
  { draftId, rows }: PlannedResponsibility,
  importId: string,
  now: Date,
): Promise<void> {
  const planned = await ListVersionModel.findById(draftId).lean<ListVersionRecord>();
  if (String(planned?.importId) === importId) return;
  if (planned?.state !== 'draft') throw new ImportOver(draftIsGone);
  const fill = (before: readonly ListRow[], { _id }: ListVersionRecord): ListRow[] => {
    if (String(_id) !== draftId) throw new ImportOver(draftIsGone);
    const { rows: filled } = mergeRows('responsibility', before, rows, 'merge');
    const wrong = tooMany(filled);
    if (wrong) throw new ImportOver(wrong);
    return filled;
  };
  await changeDraft('responsibility', fill, now, { importId: new mongoose.Types.ObjectId(importId) });
}

/** The draft as a sheet, or what counts today where there is none. */
export async function* responsibilityRows(): AsyncGenerator<string[]> {
  const version = (await draftIfAny()) ?? (await versionInForce('responsibility', clock.now()));
  for (const row of version ? rowsOf('responsibility', version) : []) {
    yield [
      row.about,
      row.areaCode,
      row.organisationCode,
      row.supportingCodes.join('、'),
      row.limit ? String(row.limit.amount) : '',
      row.limit ? limitUnitLabels[row.limit.unit] : '',
      row.note,
    ];
  }
}

async function draftIfAny(): Promise<ListVersionRecord | null> {
  return draftOf('responsibility').catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
    throw error;
  });
}

/** What is no unit of the list stays, for the check to refuse. */
function fromTexts({
  amount,
  unit,
  supportingCodes = '',
  ...texts
}: Readonly<Record<string, string>>): unknown {
  const limit =
    amount || unit
      ? { amount: Number(amount), unit: limitUnits.find((each) => limitUnitLabels[each] === unit) ?? unit }
      : null;
  return { ...texts, supportingCodes: supportingCodes.split(/[、,，;；\s]+/).filter(Boolean), limit };
}
