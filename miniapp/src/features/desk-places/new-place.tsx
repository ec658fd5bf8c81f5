import type { LngLat } from '@gongzhi/shared/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import { type PlaceDetail, type PlaceKind, placeKinds } from '@gongzhi/shared/places/schema';
import { useRef, useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { SelectBox } from '../../components/select-box';
import { TextInput } from '../../components/text-input';
import { newKey } from '../../platform/command-key';
import { useAction } from '../../platform/use-action';
import { createPlace } from './api';
import type { MapSlot } from './map-slot';
import { type FieldTexts, OwnFields, valuesOf } from './own-fields';

/** What can be shown by a point; shapes are drawn elsewhere and brought in as GeoJSON. */
const options = placeKinds
  .filter((kind) => placeKindTable[kind].shapes.includes('Point'))
  .map((kind) => ({ value: kind, label: placeKindTable[kind].label }));

interface NewPlaceProps {
  DistrictMap: MapSlot;
  kind: PlaceKind;
  onDone: (made: PlaceDetail) => void;
  onClose: () => void;
}

/** Enters one object: what it is, where it stands, what its kind records. */
export function NewPlace({ DistrictMap, kind: first, onDone, onClose }: NewPlaceProps) {
  const [kind, setKind] = useState<PlaceKind>(first);
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [point, setPoint] = useState<LngLat | null>(null);
  const [texts, setTexts] = useState<FieldTexts>({});
  const [tried, setTried] = useState(false);
  const key = useRef(newKey());
  const save = useAction(async () => {
    if (!point) return;
    const geometry = { type: 'Point' as const, coordinates: point };
    onDone(
      await createPlace({ kind, code, name, geometry, fields: valuesOf(kind, texts), key: key.current }),
    );
  });
  const wrong: Record<string, string> = { ...save.failure?.fields };
  if (tried && !point) wrong.geometry = '请在地图上点出位置';
  const press = () => {
    setTried(true);
    if (point) void save.run();
  };
  const input = (
    id: 'code' | 'name',
    label: string,
    value: string,
    set: (text: string) => void,
    hint: string,
  ) => (
    <Field id={`new-${id}`} label={label} hint={hint} error={wrong[id]}>
      <TextInput
        id={`new-${id}`}
        value={value}
        maxLength={60}
        invalid={wrong[id] !== undefined}
        {...(wrong[id] && { describedBy: errorId(`new-${id}`) })}
        onChange={set}
      />
    </Field>
  );
  return (
    <Card
      title="登记一处"
      aside={
        <Button kind="quiet" onPress={onClose}>
          取消
        </Button>
      }
    >
      <Field id="new-kind" label="类型">
        <SelectBox
          id="new-kind"
          none="请选择"
          value={kind}
          options={options}
          onChange={(next) => next && setKind(next)}
        />
      </Field>
      {input('code', '编码', code, setCode, placeKindTable[kind].code.words)}
      {input('name', '名称', name, setName, '最多 60 个字')}
      <Field id="new-point" label="位置" hint="点一下地图，图钉可以拖动" error={wrong.geometry}>
        <DistrictMap label="选位置" className="registry__pick" picked={point} onPick={setPoint} />
      </Field>
      <OwnFields kind={kind} texts={texts} onChange={setTexts} wrong={wrong} />
      {save.failure && Object.keys(save.failure.fields).length === 0 ? (
        <FailureLine message={save.failure.message} />
      ) : null}
      <Button busy={save.busy} name="create-place" onPress={press}>
        登记
      </Button>
    </Card>
  );
}
