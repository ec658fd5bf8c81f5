import { type FieldDefinition, fieldText, readFieldText } from '@gongzhi/shared/places/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import type { Geometry, PlaceKind } from '@gongzhi/shared/places/schema';
import type { SheetColumn } from '../../platform/xlsx/sheet-columns';
import { MOST_IN_CELL } from '../../platform/xlsx/write-workbook';
import type { PlaceRecord } from './place.model';
import { placeById } from './place-index';
import { fromWkt, toWkt } from './wkt';

const fieldWords: Record<FieldDefinition['type'], (field: FieldDefinition) => string> = {
  text: ({ max = 60 }) => `文字，最多 ${max} 个字`,
  integer: ({ min = 0, max }) => `整数，${min}${max === undefined ? ' 以上' : `–${max}`}`,
  number: ({ min = 0, max }) => `数字，${min}${max === undefined ? ' 以上' : `–${max}`}`,
  date: () => '日期，如 2026-11-24',
  choice: ({ choices = [] }) => `只能填：${choices.join('、')}`,
  yesNo: () => '填“是”或“否”',
  organisation: () => '单位编码，与单位名录一致',
  creditCode: () => '统一社会信用代码，18 位',
  phone: () => '电话号码',
};

const ownColumn = (field: FieldDefinition): SheetColumn => ({
  key: `fields.${field.key}`,
  label: field.label,
  required: field.required === true,
  explain: [fieldWords[field.type](field), field.hint].filter(Boolean).join('；'),
  example: field.example,
});

/** The columns of one kind's spreadsheet; rows are told apart by the code. */
export function placeColumns(kind: PlaceKind): SheetColumn[] {
  const { code, shapes, fields, label, heldAs } = placeKindTable[kind];
  const points = shapes.includes('Point');
  const column = (key: string, name: string, explain: string, example: string, required = false) => ({
    key,
    label: name,
    required,
    explain,
    example,
  });
  return [
    {
      ...column('code', '编码', `${code.words}；已有的编码是修改，没有的是新建`, exampleCode(kind), true),
      isCode: true,
    },
    column('name', '名称', '最多 60 个字', `示例${label}`, true),
    { ...column('parentCode', '上级编码', '不填则按位置确定', ''), isCode: true },
    ...(points
      ? [
          column('lng', '经度', 'WGS-84，如 119.580123；修改时不填则位置不变', '119.580123'),
          column('lat', '纬度', 'WGS-84，如 31.720456', '31.720456'),
        ]
      : []),
    ...(shapes.some((shape) => shape !== 'Point')
      ? [
          column(
            'wkt',
            '范围',
            `WKT 文本${points ? '，有范围时可代替经纬度' : ''}；修改时不填则范围不变；形状复杂的请用 GeoJSON 导入`,
            points
              ? ''
              : shapes.includes('Polygon')
                ? 'POLYGON ((119.58 31.72, 119.59 31.72, 119.59 31.73, 119.58 31.72))'
                : 'LINESTRING (119.58 31.72, 119.59 31.72)',
          ),
        ]
      : []),
    ...(shapes.includes('LineString') && heldAs === 'area'
      ? [column('bufferMetres', '线宽（米）', '离中线多远还算在内，1–200', '25')]
      : []),
    ...fields.map(ownColumn),
  ];
}

const exampleCode = (kind: PlaceKind) =>
  kind === 'component' ? '32041301037000001' : kind === 'cell' ? '320413001001001' : 'A-001';

export interface CellProblem {
  column: string;
  message: string;
}

/** A row of a spreadsheet as the feature an import takes; what is not in the sheet stays as it is. */
export function rowFeature(
  kind: PlaceKind,
  texts: Readonly<Record<string, string>>,
  known: PlaceRecord | null,
): { feature: unknown; problems: CellProblem[] } {
  const problems: CellProblem[] = [];
  const shape = shapeOf(texts, known, problems);
  const fields = { ...known?.fields };
  for (const field of placeKindTable[kind].fields) {
    const text = texts[`fields.${field.key}`];
    if (text === undefined) continue;
    const value = readFieldText(field, text);
    if (value === undefined) delete fields[field.key];
    else fields[field.key] = value;
  }
  const width = texts.bufferMetres ? Number(texts.bufferMetres) : undefined;
  const kept = texts.bufferMetres === undefined ? (known?.bufferMetres ?? undefined) : undefined;
  const properties = {
    code: texts.code ?? '',
    kind,
    name: texts.name ?? '',
    ...(texts.parentCode && { parentCode: texts.parentCode }),
    ...((width ?? kept) !== undefined && { bufferMetres: width ?? kept }),
    fields,
  };
  return { feature: { type: 'Feature', geometry: shape, properties }, problems };
}

function shapeOf(
  { lng, lat, wkt }: Readonly<Record<string, string>>,
  known: PlaceRecord | null,
  problems: CellProblem[],
): Geometry | null {
  if (wkt) {
    const shape = fromWkt(wkt);
    if (!shape)
      problems.push({ column: '范围', message: '读不出来，要写成 POLYGON ((119.58 31.72, …)) 这样' });
    return shape;
  }
  if (lng || lat) {
    const [x, y] = [Number(lng || Number.NaN), Number(lat || Number.NaN)];
    if (!(x >= -180 && x <= 180)) problems.push({ column: '经度', message: '要填 -180 到 180 之间的数字' });
    if (!(y >= -90 && y <= 90)) problems.push({ column: '纬度', message: '要填 -90 到 90 之间的数字' });
    return problems.length > 0 ? null : { type: 'Point', coordinates: [x, y] };
  }
  if (known) return known.geometry;
  problems.push({ column: '位置', message: '新建的要填位置：经度和纬度，或范围' });
  return null;
}

/** The column a mistake of an import belongs to, in the words of the sheet. */
export function columnOf(kind: PlaceKind | null, field: string): string {
  const own = /^properties\.fields\.(\w+)/.exec(field)?.[1];
  const named: Record<string, string> = {
    'properties.code': '编码',
    'properties.name': '名称',
    'properties.kind': '类型',
    'properties.parentCode': '上级编码',
    'properties.bufferMetres': '线宽（米）',
  };
  if (own && kind) return placeKindTable[kind].fields.find(({ key }) => key === own)?.label ?? own;
  if (field.startsWith('geometry')) return '位置';
  return named[field] ?? field;
}

/** A stored place as a row of its kind's spreadsheet, ready to be changed and brought in again. */
export function placeRow(kind: PlaceKind, place: PlaceRecord): (string | number | null)[] {
  const parent = place.parentId ? placeById(String(place.parentId)) : null;
  const isPoint = place.geometry.type === 'Point';
  const wkt = isPoint ? '' : toWkt(place.geometry);
  const texts: Record<string, string | number | null> = {
    code: place.code,
    name: place.name,
    parentCode: parent?.code ?? '',
    lng: isPoint ? place.centre[0] : '',
    lat: isPoint ? place.centre[1] : '',
    wkt: wkt.length > MOST_IN_CELL ? '' : wkt,
    bufferMetres: place.bufferMetres,
  };
  return placeColumns(kind).map(({ key }) => {
    if (!key.startsWith('fields.')) return texts[key] ?? '';
    const value = place.fields?.[key.slice('fields.'.length)];
    return typeof value === 'number' ? value : fieldText(value);
  });
}
