import { importLimits } from '@gongzhi/shared/imports/schema';
import { readWorkbookAside } from '../../platform/xlsx/read-aside';
import { UnreadableFile } from '../../platform/xlsx/read-workbook';
import { readColumns } from '../../platform/xlsx/sheet-columns';
import type { ImportRecord } from './import.model';
import { storedFile } from './import-files';
import { importsSetup } from './imports-setup';
import { type Plan, planFeatures, targets } from './targets';

async function bytesOf(record: ImportRecord): Promise<Buffer> {
  const file = await importsSetup().store.open(storedFile(record));
  if (!file) throw new UnreadableFile('文件已经不在了，请重新上传');
  const chunks: Buffer[] = [];
  for await (const chunk of file.stream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What the file would do as things stand now, and everything that is wrong with it. */
export async function planFile(
  record: ImportRecord,
  onProgress: (done: number, total: number) => Promise<void>,
): Promise<Plan & { rows: number }> {
  const bytes = await bytesOf(record);
  if (record.format === 'geojson') return planGeoJson(bytes, onProgress);
  const target = targets[record.target];
  const { headings, rows: cells } = await readWorkbookAside(bytes, importLimits.rows);
  const { rows, errors } = readColumns(headings, cells, target.columns(record.kind));
  if (rows.length === 0 && errors.length === 0) throw new UnreadableFile('表格里没有内容');
  await onProgress(0, rows.length);
  const plan = await target.plan(rows, record.kind, (done) => onProgress(done, rows.length));
  return { ...plan, errors: [...errors, ...plan.errors].sort((a, b) => a.row - b.row), rows: rows.length };
}

async function planGeoJson(
  bytes: Buffer,
  onProgress: (done: number, total: number) => Promise<void>,
): Promise<Plan & { rows: number }> {
  const features = featuresOf(bytes);
  await onProgress(0, features.length);
  const numbered = features.map((feature, i) => ({ row: i + 1, feature }));
  const plan = await planFeatures(numbered, (done) => onProgress(done, features.length));
  return { ...plan, rows: features.length };
}

function featuresOf(bytes: Buffer): unknown[] {
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    throw new UnreadableFile('这个文件不是 GeoJSON');
  }
  const { type, features } = (content ?? {}) as { type?: unknown; features?: unknown };
  if (type !== 'FeatureCollection' || !Array.isArray(features)) {
    throw new UnreadableFile('GeoJSON 要是一个 FeatureCollection');
  }
  if (features.length === 0) throw new UnreadableFile('文件里没有内容');
  if (features.length > importLimits.rows)
    throw new UnreadableFile(`一次最多 ${importLimits.rows} 个，请分成几个文件`);
  return features;
}
