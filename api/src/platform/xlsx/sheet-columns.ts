import type { SheetRow } from './read-workbook';
import type { Sheet } from './write-workbook';

/** One column of a spreadsheet people fill in. */
export interface SheetColumn {
  readonly key: string;
  /** The heading; a star behind it in the file says that it is required. */
  readonly label: string;
  readonly required: boolean;
  readonly explain: string;
  readonly example: string;
  /** Digits that must not become a number. */
  readonly isCode?: boolean;
}

export interface ReadRow {
  row: number;
  /** By the key of the column; columns the file does not have are absent. */
  texts: Record<string, string>;
}

export interface CellError {
  row: number;
  column: string;
  message: string;
}

const plain = (heading: string) =>
  heading
    .normalize('NFKC')
    .replace(/[*\s]+$/g, '')
    .trim();
const mangled = /^\d(\.\d+)?E\+\d+$/i;

/** Rows by the keys of their columns, with what is wrong with the headings and with codes that became numbers. */
export function readColumns(
  headings: readonly string[],
  rows: readonly SheetRow[],
  columns: readonly SheetColumn[],
): { rows: ReadRow[]; errors: CellError[] } {
  const errors: CellError[] = [];
  const wrong = (column: string, message: string) => errors.push({ row: 1, column, message });
  const byLabel = new Map(columns.map((column) => [plain(column.label), column]));
  const found = headings.map((heading) => byLabel.get(plain(heading)) ?? null);
  for (const [i, heading] of headings.entries()) {
    const column = found[i];
    if (heading && !column) wrong(heading, '模板里没有这一列；列名请与模板一致');
    else if (column && found.indexOf(column) !== i) wrong(heading, '这一列重复了');
  }
  for (const column of columns) {
    if (column.required && !found.includes(column)) wrong(column.label, '缺少这一列');
  }
  if (errors.length > 0) return { rows: [], errors };
  return {
    errors: rows.flatMap(({ row, cells }) =>
      cells.flatMap((text, i) =>
        found[i]?.isCode && mangled.test(text)
          ? [
              {
                row,
                column: found[i]?.label ?? '',
                message: '编码被表格变成了科学计数，请把这一列设成“文本”格式再填',
              },
            ]
          : [],
      ),
    ),
    rows: rows.map(({ row, cells }) => ({
      row,
      texts: Object.fromEntries(found.flatMap((column, i) => (column ? [[column.key, cells[i] ?? '']] : []))),
    })),
  };
}

const heading = ({ label, required }: SheetColumn) => (required ? `${label}*` : label);

/** The sheet to fill in: with rows an export, without a template. */
export const dataSheet = (columns: readonly SheetColumn[], rows: Sheet['rows']): Sheet => ({
  name: '数据',
  columns: columns.map((column) => ({
    heading: heading(column),
    width: Math.min(40, Math.max(10, column.label.length * 2 + 4, column.example.length + 2)),
  })),
  rows,
});

/** What each column means, with an example; behind the data, so that nobody brings it in by mistake. */
export const explanationSheet = (columns: readonly SheetColumn[]): Sheet => ({
  name: '填写说明',
  columns: [
    { heading: '列', width: 20 },
    { heading: '必填', width: 8 },
    { heading: '怎么填', width: 60 },
    { heading: '示例', width: 40 },
  ],
  rows: columns.map(({ label, required, explain, example }) => [
    label,
    required ? '是' : '',
    explain,
    example,
  ]),
});
