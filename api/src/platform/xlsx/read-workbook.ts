import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';

/** Why a file cannot be read, in words for who sent it. */
export class UnreadableFile extends Error {}

/** Beyond this an .xlsx that looks small is made to fill the memory. */
const MOST_UNPACKED = 200 * 1024 * 1024;
const MOST_PARTS = 500;

/** The sizes as the archive itself tells them; unpacking writes no more than these. */
function checkSize(bytes: Uint8Array): void {
  let [unpacked, parts] = [0, 0];
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        parts++;
        return false;
      },
    });
  } catch {
    throw new UnreadableFile('这个文件不是能打开的 .xlsx 表格；旧的 .xls 请先另存为 .xlsx');
  }
  if (unpacked > MOST_UNPACKED || parts > MOST_PARTS)
    throw new UnreadableFile('这个表格展开后太大，请分成几个文件');
}

/** Days as a spreadsheet stores them have no time zone. */
const dayText = (date: Date) => date.toISOString().slice(0, 10);

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : dayText(cell);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell).trim();
}

export interface SheetRow {
  /** As the spreadsheet numbers it; the headings are row 1. */
  row: number;
  cells: string[];
}

export interface Workbook {
  headings: string[];
  rows: SheetRow[];
}

/**
 * The first sheet of a workbook: headings, then every row that has anything in it. All cells are texts as they stand
 * in the file; of formulas the value they had when it was saved, of merged cells the first.
 */
export async function readWorkbook(bytes: Uint8Array, mostRows: number): Promise<Workbook> {
  checkSize(bytes);
  // Numbers stay the texts they are in the file: 17 digits are more than a number holds.
  const data = await readSheet(new Uint8Array(bytes).buffer, { parseNumber: (text) => text }).catch(
    (error: unknown) => {
      throw new UnreadableFile('这个表格读不出来，请用 Excel 或 WPS 重新保存为 .xlsx 再试', { cause: error });
    },
  );
  const [first = [], ...rest] = data as unknown[][];
  const rows = rest
    .map((cells, i) => ({ row: i + 2, cells: cells.map(cellText) }))
    .filter(({ cells }) => cells.some((text) => text !== ''));
  if (rows.length > mostRows) throw new UnreadableFile(`一次最多 ${mostRows} 行，请分成几个文件`);
  return { headings: first.map(cellText), rows };
}
