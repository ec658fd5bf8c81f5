import type { PlaceDetail } from '@gongzhi/shared/places/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
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
  const [tried, setTried] = useState(false);
  const word = place.retired ? '恢复使用' : '停用';
  const save = useAction(async () => {
    const body = { version: place.version, why };
    onDone(await (place.retired ? revivePlace(place.id, body) : retirePlace(place.id, body)));
  });
  const error = tried && !why.trim() ? '请写原因' : save.failure?.fields.why;
  const press = () => {
    setTried(true);
    if (why.trim()) void save.run();
  };
  return (
    <Card title={`${word}${place.name}？`}>
      <p className="desk-places__quiet">
        {place.retired
          ? '恢复后重新出现在列表和地图上。'
          : '停用后不再出现在列表和地图上，档案和变更记录保留，可以恢复。'}
      </p>
      <Field id="retire-why" label="原因" error={error}>
        <TextInput
          id="retire-why"
          value={why}
          maxLength={200}
          invalid={error !== undefined}
          describedBy={errorId('retire-why')}
          onChange={setWhy}
        />
      </Field>
      {save.failure && !error ? <FailureLine message={save.failure.message} /> : null}
      <div className="place-panel__acts">
        <Button
          kind={place.retired ? 'main' : 'danger'}
          busy={save.busy}
          name="do-retire-place"
          onPress={press}
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
