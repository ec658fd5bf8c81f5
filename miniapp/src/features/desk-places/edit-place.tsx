import type { LngLat } from '@gongzhi/shared/fields';
import type { FieldValue } from '@gongzhi/shared/places/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import type { Geometry, PlaceDetail } from '@gongzhi/shared/places/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { TextInput } from '../../components/text-input';
import { useAction } from '../../platform/use-action';
import { changePlace } from './api';
import { DrawShape } from './draw-shape';
import type { MapSlot } from './map-slot';
import { OwnFields, textsOf, valuesOf } from './own-fields';

interface EditPlaceProps {
  place: PlaceDetail;
  DistrictMap: MapSlot;
  onDone: (changed: PlaceDetail) => void;
  onClose: () => void;
}

/** Changes what a place records; whoever only walks the street gets the fields marked for it. */
export function EditPlace({ place, DistrictMap, onDone, onClose }: EditPlaceProps) {
  const whole = place.abilities.edit;
  const isPoint = place.geometry.type === 'Point';
  const [name, setName] = useState(place.name);
  const [point, setPoint] = useState<LngLat>(place.centre);
  const [shape, setShape] = useState<Geometry | null>(place.geometry);
  const [texts, setTexts] = useState(() => textsOf(place.kind, place.fields));
  const [why, setWhy] = useState('');
  const redrawn = !isPoint && shape !== place.geometry;
  const save = useAction(async () => {
    const moved = isPoint && (point[0] !== place.centre[0] || point[1] !== place.centre[1]);
    onDone(
      await changePlace(place.id, {
        version: place.version,
        fields: changedFields(place, texts, whole),
        ...(whole && name !== place.name && { name }),
        ...(whole && moved && { geometry: { type: 'Point' as const, coordinates: point } }),
        ...(whole && redrawn && shape && { geometry: shape }),
        ...(why.trim() && { why: why.trim() }),
      }),
    );
  });
  const [tried, setTried] = useState(false);
  const wrong: Record<string, string> = { ...save.failure?.fields };
  if (tried && whole && !name.trim()) wrong.name = '请写名称';
  if (!shape) wrong.geometry = '还画不成形，再加几个角';
  const press = () => {
    setTried(true);
    if (shape && (!whole || name.trim())) void save.run();
  };
  return (
    <Card
      title={whole ? '修改档案' : '改正'}
      aside={
        <Button kind="quiet" onPress={onClose}>
          取消
        </Button>
      }
    >
      {whole ? (
        <Field id="edit-name" label="名称" error={wrong.name}>
          <TextInput
            id="edit-name"
            value={name}
            maxLength={60}
            invalid={wrong.name !== undefined}
            {...(wrong.name && { describedBy: errorId('edit-name') })}
            onChange={setName}
          />
        </Field>
      ) : null}
      {whole && isPoint ? (
        <Field id="edit-point" label="位置" hint="拖动图钉，或点一下地图" error={wrong.geometry}>
          <DistrictMap
            label="改位置"
            className="registry__pick"
            centre={place.centre}
            zoom={17}
            picked={point}
            onPick={setPoint}
          />
        </Field>
      ) : null}
      {whole && !isPoint ? (
        <DrawShape
          id="edit-shape"
          DistrictMap={DistrictMap}
          isArea={place.geometry.type.endsWith('Polygon')}
          geometry={place.geometry}
          centre={place.centre}
          error={wrong.geometry}
          onChange={setShape}
        />
      ) : null}
      <OwnFields kind={place.kind} texts={texts} onChange={setTexts} wrong={wrong} correctableOnly={!whole} />
      <Field id="edit-why" label="为什么改" hint="写进变更记录，可以不填">
        <TextInput id="edit-why" value={why} maxLength={200} onChange={setWhy} />
      </Field>
      {save.failure && Object.keys(wrong).length === 0 ? (
        <FailureLine message={save.failure.message} />
      ) : null}
      <Button busy={save.busy} name="save-place" onPress={press}>
        保存
      </Button>
    </Card>
  );
}

/** What differs from the record; an emptied box is null. */
function changedFields(
  { kind, fields }: PlaceDetail,
  texts: Record<string, string>,
  whole: boolean,
): Record<string, FieldValue | null> {
  const values = valuesOf(kind, texts);
  return Object.fromEntries(
    placeKindTable[kind].fields
      .filter(({ key, correctable }) => (whole || correctable) && values[key] !== fields[key])
      .map(({ key }) => [key, values[key] ?? null]),
  );
}
