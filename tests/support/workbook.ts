import { type Cell, streamWorkbook } from '../../api/src/platform/xlsx/write-workbook';

/** A spreadsheet with one sheet, as bytes. */
export async function workbook(
  headings: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const columns = headings.map((heading) => ({ heading, width: 12 }));
  for await (const chunk of streamWorkbook([{ name: '数据', columns, rows }]))
    chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
