import { organisationKindLabels } from '@gongzhi/shared/organisations/labels';
import {
  newOrganisation,
  type OrganisationKind,
  type OrganisationView,
  organisationKinds,
} from '@gongzhi/shared/organisations/schema';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import { type UnitKind, unitKindLabels, unitKinds } from '@gongzhi/shared/standards/labels';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Combobox, type ComboOption } from '../../components/combobox';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { PickSeveral } from '../../components/pick-several';
import { SelectBox } from '../../components/select-box';
import { Sheet } from '../../components/sheet';
import { TextInput } from '../../components/text-input';
import { useAction } from '../../platform/use-action';
import { changeOrganisation, createOrganisation, findPlaces, listOrganisations } from './api';

/** What a unit does, as people call it. */
export const lineWords = (line: string) => unitKindLabels[line as UnitKind] ?? line;

const kindOptions = organisationKinds.map((value) => ({ value, label: organisationKindLabels[value] }));

interface OrganisationFormProps {
  /** The one that is changed; null for a new one. */
  unit: OrganisationView | null;
  onDone: () => void;
  onClose: () => void;
}

/** A unit by hand: what it is called, how it is reached, what it answers for and where. */
export function OrganisationForm({ unit, onDone, onClose }: OrganisationFormProps) {
  const [texts, setTexts] = useState({
    code: unit?.code ?? '',
    name: unit?.name ?? '',
    shortName: unit?.shortName ?? '',
    phone: unit?.phone ?? '',
    address: unit?.address ?? '',
  });
  const [kind, setKind] = useState<OrganisationKind | ''>(unit?.kind ?? '');
  const [parent, setParent] = useState<ComboOption | null>(
    unit?.parent ? { id: unit.parent.code, name: unit.parent.name } : null,
  );
  const [lines, setLines] = useState<ComboOption[]>(
    unit?.lines.map((line) => ({ id: line, name: lineWords(line) })) ?? [],
  );
  const [areas, setAreas] = useState<ComboOption[]>(
    unit?.places.map(({ code, name }) => ({ id: code, name })) ?? [],
  );
  const [tried, setTried] = useState(false);
  const checked = newOrganisation.safeParse({
    ...texts,
    kind,
    ...(parent && { parentCode: parent.id }),
    lines: lines.map(({ id }) => id),
    placeCodes: areas.map(({ id }) => id),
  });
  const save = useAction(async () => {
    if (!checked.success) return;
    const { code: _, ...change } = checked.data;
    if (unit) await changeOrganisation(unit.id, { ...change, version: unit.version });
    else await createOrganisation(checked.data);
    onDone();
  });
  const wrong = (field: string): string | undefined => {
    const issue = tried && checked.error?.issues.find(({ path }) => path[0] === field);
    if (issue) return field === 'kind' ? '请选类型' : issue.message;
    return save.failure?.fields[field];
  };
  const press = () => {
    setTried(true);
    if (checked.success) void save.run();
  };
  const named = (field: string) => {
    const error = wrong(field);
    const id = `unit-${field}`;
    return { id, invalid: error !== undefined, describedBy: error ? errorId(id) : undefined };
  };
  const text = (field: keyof typeof texts, label: string, most: number, placeholder = '') => (
    <Field id={`unit-${field}`} label={label} error={wrong(field)}>
      <TextInput
        {...named(field)}
        value={texts[field]}
        maxLength={most}
        placeholder={placeholder}
        onChange={(value) => setTexts((old) => ({ ...old, [field]: value }))}
      />
    </Field>
  );
  return (
    <Sheet
      title={unit ? `修改${unit.name}` : '新增单位'}
      // Whoever was overtaken by another finds the present state behind the sheet.
      onClose={save.failure?.code === 'CONFLICT' ? onDone : onClose}
      footer={
        <>
          <FailureLine message={failureWords(save.failure)} />
          <Button busy={save.busy} name="save-unit" onPress={press}>
            保存
          </Button>
        </>
      }
    >
      <div className="people__form">
        {text('name', '名称', 60, '如 环境卫生管理处')}
        {text('shortName', '简称', 20, '如 环卫处')}
        {unit ? null : text('code', '编码（以后不能改）', 30, '如 HW-01')}
        <Field id="unit-kind" label="类型" error={wrong('kind')}>
          <SelectBox {...named('kind')} none="请选择" value={kind} options={kindOptions} onChange={setKind} />
        </Field>
        <Field id="unit-parentCode" label="上级单位（可以不填）" error={wrong('parentCode')}>
          <Combobox
            {...named('parentCode')}
            value={parent}
            onChange={setParent}
            search={searchUnits}
            placeholder="名称或编码"
          />
        </Field>
        {text('phone', '电话（可以不填）', 30)}
        {text('address', '地址（可以不填）', 120)}
        <Field id="unit-lines" label="业务条线（可以不填）" error={wrong('lines')}>
          <PickSeveral
            {...named('lines')}
            values={lines}
            onChange={setLines}
            search={searchLines}
            placeholder="加一条"
          />
        </Field>
        <Field id="unit-placeCodes" label="负责的区域（不填就是全区）" error={wrong('placeCodes')}>
          <PickSeveral
            {...named('placeCodes')}
            values={areas}
            onChange={setAreas}
            search={searchAreas}
            placeholder="加一个街道、社区或道路"
          />
        </Field>
      </div>
    </Sheet>
  );
}

/** What is wrong with a field stands at the field. */
function failureWords(failure: ReturnType<typeof useAction>['failure']): string | undefined {
  if (failure?.code === 'CONFLICT') return '这个单位刚被别人改过，请关闭后看现在的内容';
  return failure && Object.keys(failure.fields).length === 0 ? failure.message : undefined;
}

const searchLines = (words: string): ComboOption[] =>
  unitKinds.map((id) => ({ id, name: unitKindLabels[id] })).filter(({ name }) => name.includes(words));

async function searchUnits(q: string): Promise<ComboOption[]> {
  const { items } = await listOrganisations(q);
  return items.slice(0, 15).map(({ code, name }) => ({ id: code, name, note: code }));
}

async function searchAreas(q: string): Promise<ComboOption[]> {
  const { items } = await findPlaces(q);
  return items.map(({ code, name, kind }) => ({ id: code, name, note: placeKindLabels[kind] }));
}
