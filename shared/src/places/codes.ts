import type { PlaceKind } from './schema';

/** The parts of a grid cell's code: 行政区划 6, 街道 3, 社区 3, cell 3. */
export interface CellCode {
  readonly district: string;
  readonly town: string;
  readonly community: string;
  readonly cell: string;
}

export function parseCellCode(code: string): CellCode | null {
  const found = /^(\d{6})(\d{3})(\d{3})(\d{3})$/.exec(code);
  if (!found) return null;
  const [, district = '', town = '', community = '', cell = ''] = found;
  return { district, town, community, cell };
}

/** The parts of a component's code: 行政区划 6, class 5 (大类 2 and 小类 3), serial number 6. */
export interface ComponentCode {
  readonly district: string;
  readonly classCode: string;
  readonly serial: string;
}

export function parseComponentCode(code: string): ComponentCode | null {
  const found = /^(\d{6})(\d{5})(\d{6})$/.exec(code);
  if (!found) return null;
  const [, district = '', classCode = '', serial = ''] = found;
  return { district, classCode, serial };
}

export function componentCode(district: string, classCode: string, serial: number): string {
  return `${district}${classCode}${String(serial).padStart(6, '0')}`;
}

/** What the codes of a district are checked against. */
export interface CodeSurroundings {
  /** Code of the district, where it is a 行政区划 code of six digits. */
  readonly district: string | null;
  /** Code of the direct parent. */
  readonly parent: string | null;
  /** The classes of the catalogue in force, 153 in the one that ships. */
  readonly componentClasses: ReadonlySet<string>;
}

const isDistrictCode = (code: string | null): code is string => code !== null && /^\d{6}$/.test(code);
const isCommunityCode = (code: string | null): code is string => code !== null && /^\d{12}$/.test(code);

/** What is wrong with a code that has the right digits, or null. */
export function codeProblem(
  kind: PlaceKind,
  code: string,
  { district, parent, componentClasses }: CodeSurroundings,
): string | null {
  if (kind === 'cell') {
    if (!parseCellCode(code)) return '网格编码是 15 位数字';
    if (isDistrictCode(district) && !code.startsWith(district)) return `网格编码的前 6 位要是 ${district}`;
    if (isCommunityCode(parent) && !code.startsWith(parent)) {
      return `网格编码的前 12 位要与所在社区（村）的编码 ${parent} 相同`;
    }
    return null;
  }
  if (kind !== 'component') return null;
  const parts = parseComponentCode(code);
  if (!parts) return '部件标识码是 17 位数字';
  if (isDistrictCode(district) && parts.district !== district) return `部件标识码的前 6 位要是 ${district}`;
  if (!componentClasses.has(parts.classCode)) return `部件类别 ${parts.classCode} 不在目录里`;
  if (parts.serial === '000000') return '部件的流水号从 000001 开始';
  return null;
}
