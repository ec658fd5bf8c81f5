import { aboutName } from '@gongzhi/shared/lists/check';
import type { Kept, ResponsibilityRow } from '@gongzhi/shared/lists/schema';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import type { Catalogue } from '@gongzhi/shared/standards/catalogue';
import { type LimitUnit, limitUnitLabels, limitUnits } from '@gongzhi/shared/standards/labels';
import { searchMatters } from '@gongzhi/shared/standards/search';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Combobox, type ComboOption } from '../../components/combobox';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { PickSeveral } from '../../components/pick-several';
import { SelectBox } from '../../components/select-box';
import { TextInput } from '../../components/text-input';
import { useAction } from '../../platform/use-action';
import { findAreas, findUnits, putResponsibility } from './api';

interface RowEditorProps {
  row: Kept<ResponsibilityRow> | null;
  rowId: string;
  names: { areas: Record<string, string>; units: Record<string, string> };
  catalogue: Catalogue;
  onDone: () => void;
  onCancel: () => void;
}

const unitOptions = limitUnits.map((value) => ({ value, label: limitUnitLabels[value] }));

/** One row of the responsibility list, in place. */
export function RowEditor({ row, rowId, names, catalogue, onDone, onCancel }: RowEditorProps) {
  const option = (code: string, name: string | null | undefined): ComboOption => ({
    id: code,
    name: name ?? code,
  });
  const [about, setAbout] = useState<ComboOption | null>(
    row && option(row.about, aboutName(catalogue, row.about)),
  );
  const [area, setArea] = useState<ComboOption | null>(
    row && option(row.areaCode, names.areas[row.areaCode]),
  );
  const [unit, setUnit] = useState<ComboOption | null>(
    row && option(row.organisationCode, names.units[row.organisationCode]),
  );
  const [support, setSupport] = useState<ComboOption[]>(
    row?.supportingCodes.map((code) => option(code, names.units[code])) ?? [],
  );
  const [amount, setAmount] = useState(row?.limit ? String(row.limit.amount) : '');
  const [per, setPer] = useState<LimitUnit | ''>(row?.limit?.unit ?? 'work_days');
  const [note, setNote] = useState(row?.note ?? '');
  const [tried, setTried] = useState(false);
  const wrongAmount = amount !== '' && !/^[1-9]\d{0,2}$/.test(amount) ? '填 1–999，或不填' : undefined;
  const missing = (value: unknown, words: string) => (tried && !value ? words : undefined);
  const errors = {
    about: missing(about, '请选事项'),
    area: missing(area, '请选区域'),
    unit: missing(unit, '请选责任单位'),
  };
  const save = useAction(async () => {
    if (!about || !area || !unit) return;
    await putResponsibility(rowId, row?.rev ?? 0, {
      about: about.id,
      areaCode: area.id,
      organisationCode: unit.id,
      supportingCodes: support.map(({ id }) => id),
      limit: amount && per ? { amount: Number(amount), unit: per } : null,
      note,
    });
    onDone();
  });
  const press = () => {
    setTried(true);
    if (about && area && unit && !wrongAmount) void save.run();
  };
  const described = (id: string, error: string | undefined) => (error ? errorId(id) : undefined);
  return (
    <div className="lists__editor" data-name="row-editor">
      <Field id="row-about" label="什么事项" error={errors.about}>
        <Combobox
          id="row-about"
          value={about}
          onChange={setAbout}
          search={(words) => findAbout(catalogue, words)}
          placeholder="名称、编码或拼音首字母"
          invalid={errors.about !== undefined}
          describedBy={described('row-about', errors.about)}
        />
      </Field>
      <Field id="row-area" label="哪个区域" error={errors.area}>
        <Combobox
          id="row-area"
          value={area}
          onChange={setArea}
          search={searchAreas}
          placeholder="街道、社区、道路或小区"
          invalid={errors.area !== undefined}
          describedBy={described('row-area', errors.area)}
        />
      </Field>
      <Field id="row-unit" label="责任单位" error={errors.unit}>
        <Combobox
          id="row-unit"
          value={unit}
          onChange={setUnit}
          search={searchUnits}
          placeholder="单位名称或编码"
          invalid={errors.unit !== undefined}
          describedBy={described('row-unit', errors.unit)}
        />
      </Field>
      <Field id="row-support" label="配合单位（可以不填）">
        <PickSeveral
          id="row-support"
          values={support}
          onChange={setSupport}
          search={searchUnits}
          placeholder="加一个单位"
        />
      </Field>
      <Field id="row-amount" label="处置时限（不填就按立案条件）" error={wrongAmount}>
        <div className="lists__limit">
          <TextInput id="row-amount" kind="number" value={amount} maxLength={3} onChange={setAmount} />
          <SelectBox label="时限单位" none="单位" value={per} options={unitOptions} onChange={setPer} />
        </div>
      </Field>
      <Field id="row-note" label="备注（可以不填）">
        <TextInput id="row-note" value={note} maxLength={200} onChange={setNote} onEnter={press} />
      </Field>
      <FailureLine
        message={
          save.failure?.code === 'CONFLICT'
            ? '这一行刚被别人改过，请取消后看现在的内容'
            : save.failure?.message
        }
      />
      <div className="lists__bar">
        <Button busy={save.busy} name="save-row" onPress={press}>
          存下这一行
        </Button>
        <Button kind="plain" onPress={onCancel}>
          取消
        </Button>
      </div>
    </div>
  );
}

/** A matter, its filing conditions, a whole class, or everything. */
function findAbout(catalogue: Catalogue, words: string): ComboOption[] {
  const all: ComboOption = { id: '*', name: '所有事项' };
  const classes = catalogue.classes
    .filter(({ code, name }) => !words || name.includes(words) || code === words)
    .map(({ code, name }) => ({ id: code, name, note: `大类 ${code}` }));
  if (!words) return [all, ...classes];
  const matters = searchMatters(catalogue, words, 8).flatMap(({ code, name }) => [
    { id: code, name, note: code },
    ...catalogue.conditions
      .filter(({ matterCode }) => matterCode === code)
      .map((condition) => ({ id: condition.code, name: `${name}·${condition.text}`, note: condition.code })),
  ]);
  return [...matters, ...classes].slice(0, 20);
}

async function searchAreas(q: string): Promise<ComboOption[]> {
  const { items } = await findAreas(q);
  return items.map(({ code, name, kind }) => ({ id: code, name, note: placeKindLabels[kind] }));
}

async function searchUnits(q: string): Promise<ComboOption[]> {
  const { items } = await findUnits(q);
  return items.map(({ code, name }) => ({ id: code, name, note: code }));
}
