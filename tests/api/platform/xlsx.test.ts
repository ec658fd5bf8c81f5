import { strToU8, unzipSync, zipSync } from 'fflate';
import { readWorkbook, UnreadableFile } from '../../../api/src/platform/xlsx/read-workbook';
import { type Cell, type Sheet, streamWorkbook } from '../../../api/src/platform/xlsx/write-workbook';

async function bytesOf(rows: Cell[][], headings = ['编码', '名称', '数量']): Promise<Uint8Array> {
  const sheet: Sheet = { name: '数据', columns: headings.map((heading) => ({ heading, width: 20 })), rows };
  const chunks: Buffer[] = [];
  for await (const chunk of streamWorkbook([sheet])) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** A sheet written by hand, as other programs write theirs. */
function handMade(sheetData: string, styles = ''): Uint8Array {
  const ns = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const pkg = 'http://schemas.openxmlformats.org/package/2006';
  return zipSync({
    '[Content_Types].xml': strToU8(`<Types xmlns="${pkg}/content-types"/>`),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${pkg}/relationships"><Relationship Id="r" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${ns}" xmlns:r="${rel}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${pkg}/relationships"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${rel}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(`<styleSheet xmlns="${ns}">${styles}</styleSheet>`),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet xmlns="${ns}">${sheetData}</worksheet>`),
  });
}

test('what is written is read again as it was: long codes, formulas as text, line breaks, rare characters', async () => {
  const rows: Cell[][] = [
    ['32041301037000012', '=1+1', 3],
    ['+86', '-@<b>&"引号"', 2.5],
    ['𠮷野\n二行', '\u0001坏字符', null],
  ];
  const { headings, rows: read } = await readWorkbook(await bytesOf(rows), 100);
  expect(headings).toEqual(['编码', '名称', '数量']);
  expect(read).toEqual([
    { row: 2, cells: ['32041301037000012', '=1+1', '3'] },
    { row: 3, cells: ['+86', '-@<b>&"引号"', '2.5'] },
    { row: 4, cells: ['𠮷野\n二行', '坏字符', ''] },
  ]);
});

test('a text is never a formula in the file, and is kept as text when it is edited', async () => {
  const files = unzipSync(await bytesOf([['=HYPERLINK("http://x")', '@SUM(1)', 1]]));
  const sheet = Buffer.from(files['xl/worksheets/sheet1.xml'] ?? []).toString();
  expect(sheet).not.toContain('<f>');
  expect(sheet).toContain('<c r="A2" t="inlineStr" s="2"><is><t xml:space="preserve">=HYPERLINK(');
  expect(Buffer.from(files['xl/styles.xml'] ?? []).toString()).toContain('numFmtId="49"');
});

test('empty rows are left out but counted; numbers, dates, formulas, booleans and merged cells are read', async () => {
  const sheet = handMade(
    `<sheetData>
      <row r="1"><c r="A1" t="inlineStr"><is><t>编码</t></is></c><c r="B1" t="inlineStr"><is><t>值</t></is></c></row>
      <row r="2"><c r="A2"><v>1.2041301037000012E+16</v></c><c r="B2" s="1"><v>46350</v></c></row>
      <row r="4"><c r="A4"><f>1+1</f><v>2</v></c><c r="B4" t="b"><v>1</v></c></row>
      <row r="5"><c r="A5" t="inlineStr"><is><t>合并</t></is></c></row>
      <row r="9"/>
    </sheetData><mergeCells count="1"><mergeCell ref="A5:B5"/></mergeCells>`,
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>',
  );
  expect((await readWorkbook(sheet, 100)).rows).toEqual([
    { row: 2, cells: ['1.2041301037000012E+16', '2026-11-24'] },
    { row: 4, cells: ['2', '是'] },
    { row: 5, cells: ['合并', ''] },
  ]);
});

test.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
  ['a picture', () => Buffer.from('ffd8ffe000104a46494600', 'hex')],
  ['nothing', () => new Uint8Array()],
  ['an archive of something else', () => zipSync({ 'a.txt': strToU8('hello') })],
  ['a sheet that is no XML', () => handMade('<sheetData><row><c></row>')],
  ['more than 200 MB when unpacked', () => zipSync({ 'xl/a.xml': new Uint8Array(210 * 1024 * 1024) })],
  [
    'more parts than a workbook has',
    () => zipSync(Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`p${i}`, new Uint8Array()]))),
  ],
  ['too many rows', () => bytesOf(Array.from({ length: 101 }, (_, i) => [String(i)]))],
])('%s is refused in words', async (_, make) => {
  await expect(readWorkbook(await make(), 100)).rejects.toThrow(UnreadableFile);
});
