import { fieldText } from '@gongzhi/shared/places/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import type { PlaceDetail } from '@gongzhi/shared/places/schema';
import { useMemo, useState } from 'react';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/notice';
import { PictureStrip } from '../../components/picture-strip';
import { Skeleton } from '../../components/skeleton';
import { Tag } from '../../components/state-tag';
import { Tabs } from '../../components/tabs';
import { assetAddress } from '../../platform/address';
import { useRemote } from '../../platform/use-remote';
import { readPlace } from './api';
import { EditPlace } from './edit-place';
import type { MapSlot } from './map-slot';
import { PlaceHistory } from './place-history';
import { RetirePlace } from './retire-place';

const tabs = [
  { value: 'record', label: '档案' },
  { value: 'history', label: '变更记录' },
] as const;

interface PlacePanelProps {
  id: string;
  DistrictMap: MapSlot;
  onChanged: () => void;
}

/** One place: where it is, what is recorded, who changed it, and what may be done with it. */
export function PlacePanel({ id, DistrictMap, onChanged }: PlacePanelProps) {
  const { data: place, failure, reload, put } = useRemote(`place ${id}`, () => readPlace(id));
  const [tab, setTab] = useState<(typeof tabs)[number]['value']>('record');
  const [doing, setDoing] = useState<'edit' | 'retire' | null>(null);
  const shapes = useMemo(
    () =>
      place
        ? [{ id: place.id, geometry: place.geometry, tone: 'chosen' as const, label: place.name }]
        : undefined,
    [place],
  );
  if (!place)
    return failure ? <ErrorPanel message={failure.message} onRetry={reload} /> : <Skeleton rows={6} />;
  const changed = (next: PlaceDetail) => {
    put(next);
    setDoing(null);
    onChanged();
  };
  return (
    <>
      <DistrictMap
        label={`${place.name}的位置`}
        className="registry__map"
        centre={place.centre}
        zoom={16}
        {...(shapes && { shapes, fit: `${place.id} ${place.version}` })}
      />
      <header className="place-panel__head">
        <div>
          <h2>{place.name}</h2>
          <p>
            {placeKindLabels[place.kind]} · <span className="tabular">{place.code}</span>
          </p>
          <p>{place.path.map(({ name }) => name).join(' › ')}</p>
        </div>
        {place.retired ? (
          <Tag tone="neutral" icon="ended">
            已停用
          </Tag>
        ) : null}
        {place.demo ? <Tag tone="neutral">演示绘制</Tag> : null}
      </header>
      {place.abilities.edit || place.abilities.correct ? (
        <div className="place-panel__acts">
          {place.retired ? null : (
            <Button kind="plain" icon="edit" name="edit-place" onPress={() => setDoing('edit')}>
              {place.abilities.edit ? '修改' : '改正'}
            </Button>
          )}
          {place.abilities.edit && place.kind !== 'district' ? (
            <Button kind="quiet" name="retire-place" onPress={() => setDoing('retire')}>
              {place.retired ? '恢复使用' : '停用'}
            </Button>
          ) : null}
        </div>
      ) : null}
      {doing === 'retire' ? (
        <RetirePlace place={place} onDone={changed} onClose={() => setDoing(null)} />
      ) : null}
      {doing === 'edit' ? (
        <EditPlace place={place} DistrictMap={DistrictMap} onDone={changed} onClose={() => setDoing(null)} />
      ) : (
        <>
          {place.abilities.history ? (
            <Tabs label="这一处的" tabs={tabs} value={tab} onChange={setTab} />
          ) : null}
          {tab === 'record' ? (
            <Record place={place} />
          ) : (
            <PlaceHistory id={place.id} version={place.version} />
          )}
        </>
      )}
    </>
  );
}

function Record({ place }: { place: PlaceDetail }) {
  const { fields } = placeKindTable[place.kind];
  return (
    <>
      {place.pictures.length > 0 ? (
        <PictureStrip pictures={place.pictures} about={place.name} size="large" address={assetAddress} />
      ) : null}
      {fields.length === 0 ? <p className="desk-places__quiet">这一类没有别的档案项目。</p> : null}
      <dl className="place-panel__fields">
        {fields.map(({ key, label, type }) => {
          const text = fieldText(place.fields[key]);
          const name = type === 'organisation' ? place.organisations[text] : undefined;
          return (
            <div key={key}>
              <dt>{label}</dt>
              <dd className={text ? '' : 'place-panel__none'}>
                {name ? `${name}（${text}）` : text || '未填'}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
