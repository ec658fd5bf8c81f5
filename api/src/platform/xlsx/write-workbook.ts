import { Readable } from 'node:stream';
import { strToU8, Zip, ZipDeflate } from 'fflate';

/** What a cell can hold; texts stay texts, also a code of 17 digits and one that begins with `=`. */
export type Cell = string | number | null;

export interface Sheet {
  name: string;
  /** Headings with the width of their columns in characters. */
  columns: readonly { heading: string; width: number }[];
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Style 1 is a heading, 2 text that no spreadsheet turns into a number or a formula, also when it is edited. */
const styles = `${xml}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1" numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>`;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Characters XML has no place for are left out. */
const escaped = (text: string) =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/** The most characters a cell may hold by the format. */
export const MOST_IN_CELL = 32_767;

/** 0 → A, 26 → AA. */
function columnName(i: number): string {
  const letter = String.fromCharCode(65 + (i % 26));
  return i < 26 ? letter : `${columnName(Math.floor(i / 26) - 1)}${letter}`;
}

function cellXml(value: Cell, address: string, style: number): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`;
  const text = escaped(value.slice(0, MOST_IN_CELL));
  return `<c r="${address}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${text}</t></is></c>`;
}
const rowXml = (cells: readonly Cell[], row: number, style: number) =>
  `<row r="${row}">${cells.map((cell, i) => cellXml(cell, `${columnName(i)}${row}`, style)).join('')}</row>`;

function fixedParts(sheets: readonly Sheet[]): Record<string, string> {
  const numbered = sheets.map(({ name }, i) => ({ name, n: i + 1 }));
  const types = numbered
    .map(
      ({ n }) =>
        `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${sheetType}.worksheet+xml"/>`,
    )
    .join('');
  const listed = numbered
    .map(({ name, n }) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="rId${n}"/>`)
    .join('');
  const related = numbered
    .map(
      ({ n }) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
    )
    .join('');
  return {
    '[Content_Types].xml': `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>${types}</Types>`,
    '_rels/.rels': `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${listed}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packages}/relationships">${related}<Relationship Id="rIdStyles" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
  };
}

async function* sheetXml({ columns, rows }: Sheet): AsyncGenerator<string> {
  const widths = columns
    .map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" style="2" customWidth="1"/>`)
    .join('');
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  yield `${xml}<worksheet xmlns="${main}">${frozen}<cols>${widths}</cols><sheetData>`;
  yield rowXml(
    columns.map(({ heading }) => heading),
    1,
    1,
  );
  let number = 1;
  for await (const row of rows) yield rowXml(row, ++number, 2);
  yield '</sheetData></worksheet>';
}

const PIECE = 64 * 1024;

/** A workbook as bytes, made while it is read: rows of any number need no memory of their own. */
async function* workbookBytes(sheets: readonly Sheet[]): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const part = (name: string) => {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    return file;
  };
  for (const [name, content] of Object.entries(fixedParts(sheets))) part(name).push(strToU8(content), true);
  for (const [i, sheet] of sheets.entries()) {
    const file = part(`xl/worksheets/sheet${i + 1}.xml`);
    let piece = '';
    for await (const text of sheetXml(sheet)) {
      piece += text;
      if (piece.length < PIECE) continue;
      file.push(strToU8(piece));
      piece = '';
      yield* ready.splice(0);
    }
    file.push(strToU8(piece), true);
  }
  zip.end();
  yield* ready.splice(0);
}

export const streamWorkbook = (sheets: readonly Sheet[]): Readable => Readable.from(workbookBytes(sheets));

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
