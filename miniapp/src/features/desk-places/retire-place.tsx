import type { PlaceDetail } from '@gongzhi/shared/places/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { FailureLine } from '../../components/failure-line';
import { Field } from '../../components/field';
import { TextInput } from '../../components/text-input';
import { useAction } from '../../platform/use-action';
import { retirePlace, revivePlace } from './api';

interface RetirePlaceProps {
  place: PlaceDetail;
  onDone: (changed: PlaceDetail) => void;
  onClose: () => void;
}

/** Takes a place out of use or back; asks why, because the history is all that tells later. */
export function RetirePlace({ place, onDone, onClose }: RetirePlaceProps) {
  const [why, setWhy] = useState('');
  const word = place.retired ? '恢复使用' : '停用';
  const save = useAction(async () => {
    const body = { version: place.version, why };
    onDone(await (place.retired ? revivePlace(place.id, body) : retirePlace(place.id, body)));
  });
  return (
    <Card title={`${word}${place.name}？`}>
      <p className="desk-places__quiet">
        {place.retired
          ? '恢复后重新出现在列表和地图上。'
          : '停用后不再出现在列表和地图上，档案和变更记录保留，可以恢复。'}
      </p>
      <Field id="retire-why" label="原因" error={save.failure?.fields.why}>
        <TextInput id="retire-why" value={why} maxLength={200} onChange={setWhy} />
      </Field>
      {save.failure && !save.failure.fields.why ? <FailureLine message={save.failure.message} /> : null}
      <div className="place-panel__acts">
        <Button
          kind={place.retired ? 'main' : 'danger'}
          busy={save.busy}
          disabled={why.trim() === ''}
          onPress={() => void save.run()}
        >
          {word}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          不了
        </Button>
      </div>
    </Card>
  );
}
