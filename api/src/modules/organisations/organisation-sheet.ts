import { organisationKindLabels } from '@gongzhi/shared/organisations/labels';
import { organisationKinds } from '@gongzhi/shared/organisations/schema';
import { unitKindLabels, unitKinds } from '@gongzhi/shared/standards/labels';
import type { SheetColumn } from '../../platform/xlsx/sheet-columns';
import { placeNames } from '../places/objects.queries';
import { OrganisationModel, type OrganisationRecord } from './organisation.model';

const kindNames = organisationKinds.map((kind) => organisationKindLabels[kind]);
const lineNames = unitKinds.map((kind) => unitKindLabels[kind]);

const column = (key: string, label: string, explain: string, example: string, required = false) => ({
  key,
  label,
  required,
  explain,
  example,
});

export const organisationColumns: readonly SheetColumn[] = [
  { ...column('code', '编码', '2–30 位字母、数字或连字符；已有的编码是修改', 'HW-01', true), isCode: true },
  column('name', '名称', '最多 60 个字', '环境卫生管理处', true),
  column('shortName', '简称', '最多 20 个字', '环卫处', true),
  column('kind', '类型', `只能填：${kindNames.join('、')}`, '处置单位', true),
  { ...column('parentCode', '上级编码', '上级单位的编码', 'BUREAU'), isCode: true },
  column('lines', '业务条线', `可填多个，用顿号隔开：${lineNames.join('、')}`, '环卫、市政'),
  {
    ...column('placeCodes', '范围编码', '负责的区域，可填多个，用顿号隔开；不填为全区', '320413001'),
    isCode: true,
  },
  column('phone', '电话', '', '0519-82800000'),
  column('address', '地址', '', '金坛区清风路 1 号'),
];

const listOf = (text = '') => text.split(/[、,，;；\s]+/).filter(Boolean);
/** What is no name of the list stays, for the check to refuse. */
const byName = <T extends string>(labels: Record<T, string>, keys: readonly T[], text: string) =>
  keys.find((key) => labels[key] === text) ?? text;

export function organisationFromRow(texts: Readonly<Record<string, string>>): unknown {
  return {
    code: texts.code ?? '',
    name: texts.name ?? '',
    shortName: texts.shortName ?? '',
    kind: byName(organisationKindLabels, organisationKinds, texts.kind ?? ''),
    ...(texts.parentCode && { parentCode: texts.parentCode }),
    lines: listOf(texts.lines).map((name) => byName(unitKindLabels, unitKinds, name)),
    placeCodes: listOf(texts.placeCodes),
    phone: texts.phone ?? '',
    address: texts.address ?? '',
  };
}

/** Every organisation as a row, by code. */
export async function* organisationRows(): AsyncGenerator<string[]> {
  let last = '';
  for (;;) {
    const page = await OrganisationModel.find({ code: { $gt: last } })
      .sort({ code: 1 })
      .limit(200)
      .lean<OrganisationRecord[]>();
    const parents = await OrganisationModel.find(
      { _id: { $in: page.flatMap(({ parentId }) => (parentId ? [parentId] : [])) } },
      { code: 1 },
    ).lean<OrganisationRecord[]>();
    const parentCodes = new Map(parents.map(({ _id, code }) => [String(_id), code]));
    const places = await placeNames(page.flatMap(({ placeIds }) => placeIds.map(String)));
    for (const { code, name, shortName, kind, parentId, lines, placeIds, phone, address } of page) {
      yield [
        code,
        name,
        shortName,
        organisationKindLabels[kind],
        parentCodes.get(String(parentId)) ?? '',
        lines.map((line) => unitKindLabels[line as keyof typeof unitKindLabels] ?? line).join('、'),
        placeIds.map((id) => places.get(String(id))?.code ?? '').join('、'),
        phone,
        address ?? '',
      ];
    }
    last = page.at(-1)?.code ?? last;
    if (page.length < 200) return;
  }
}
