import type { LngLat } from '@gongzhi/shared/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import { type Geometry, type PlaceDetail, type PlaceKind, placeKinds } from '@gongzhi/shared/places/schema';
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
import { DrawShape } from './draw-shape';
import type { MapSlot } from './map-slot';
import { type FieldTexts, OwnFields, valuesOf } from './own-fields';

const options = placeKinds.map((kind) => ({ value: kind, label: placeKindTable[kind].label }));

const drawings = { Point: '点', LineString: '线', Polygon: '面' } as const;
type Drawing = keyof typeof drawings;
const drawingsOf = (kind: PlaceKind) =>
  (Object.keys(drawings) as Drawing[]).filter((drawing) => placeKindTable[kind].shapes.includes(drawing));

interface NewPlaceProps {
  DistrictMap: MapSlot;
  kind: PlaceKind;
  /** Where the map opens. */
  centre: LngLat | null;
  onDone: (made: PlaceDetail) => void;
  onClose: () => void;
}

/** Enters one place: what it is, where it stands or reaches, what its kind records. */
export function NewPlace({ DistrictMap, kind: first, centre, onDone, onClose }: NewPlaceProps) {
  const [kind, setKind] = useState<PlaceKind>(first);
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [geometry, setGeometry] = useState<Geometry | null>(null);
  const [wanted, setWanted] = useState<Drawing | ''>('');
  const possible = drawingsOf(kind);
  const drawing = possible.find((each) => each === wanted) ?? possible[0] ?? 'Point';
  const [texts, setTexts] = useState<FieldTexts>({});
  const [tried, setTried] = useState(false);
  const key = useRef(newKey());
  const save = useAction(async () => {
    if (!geometry) return;
    onDone(
      await createPlace({ kind, code, name, geometry, fields: valuesOf(kind, texts), key: key.current }),
    );
  });
  const wrong: Record<string, string> = { ...save.failure?.fields };
  if (tried && !geometry) {
    wrong.geometry = drawing === 'Point' ? '请在地图上点出位置' : '还画不成形，在地图上再点几个角';
  }
  const press = () => {
    setTried(true);
    if (geometry) void save.run();
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
          onChange={(next) => {
            if (next) setKind(next);
            setGeometry(null);
          }}
        />
      </Field>
      {input('code', '编码', code, setCode, placeKindTable[kind].code.words)}
      {input('name', '名称', name, setName, '最多 60 个字')}
      {possible.length > 1 ? (
        <Field id="new-drawing" label="画成">
          <SelectBox
            id="new-drawing"
            none="请选择"
            value={drawing}
            options={possible.map((each) => ({ value: each, label: drawings[each] }))}
            onChange={(next) => {
              setWanted(next);
              setGeometry(null);
            }}
          />
        </Field>
      ) : null}
      {drawing === 'Point' ? (
        <Field id="new-point" label="位置" hint="点一下地图，图钉可以拖动" error={wrong.geometry}>
          <DistrictMap
            label="选位置"
            className="registry__pick"
            picked={geometry?.type === 'Point' ? geometry.coordinates : null}
            onPick={(coordinates) => setGeometry({ type: 'Point', coordinates })}
          />
        </Field>
      ) : (
        <DrawShape
          key={`${kind} ${drawing}`}
          id="new-shape"
          DistrictMap={DistrictMap}
          isArea={drawing === 'Polygon'}
          geometry={null}
          centre={centre}
          error={wrong.geometry}
          onChange={setGeometry}
        />
      )}
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
