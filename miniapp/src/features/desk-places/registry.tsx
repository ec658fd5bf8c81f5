import { placeKindLabels } from '@gongzhi/shared/places/labels';
import { type PlaceKind, type PlaceView, placeKinds } from '@gongzhi/shared/places/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { FailureLine } from '../../components/failure-line';
import { Empty, ErrorPanel } from '../../components/notice';
import { SearchBox } from '../../components/search-box';
import { SelectBox } from '../../components/select-box';
import { Skeleton } from '../../components/skeleton';
import { Tag } from '../../components/state-tag';
import { useAction } from '../../platform/use-action';
import { useDelayed } from '../../platform/use-delayed';
import { usePages } from '../../platform/use-pages';
import { useRemote } from '../../platform/use-remote';
import { countPlaces, exportPlaces, listPlaces, type PlaceQuery } from './api';
import { AreaTree } from './area-tree';
import type { MapSlot } from './map-slot';
import { NewPlace } from './new-place';
import { PlacePanel } from './place-panel';

const kindOptions = placeKinds.map((kind) => ({ value: kind, label: placeKindLabels[kind] }));
const states = [{ value: 'retired', label: '已停用' }] as const;

/** Tree, list and the record beside them. */
export function Registry({ DistrictMap }: { DistrictMap: MapSlot }) {
  const [area, setArea] = useState<PlaceView | null>(null);
  const [kind, setKind] = useState<PlaceKind | ''>('');
  const [state, setState] = useState<'retired' | ''>('');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const q = useDelayed(typed.trim(), 300);
  const query: PlaceQuery = {
    ...(q && { q }),
    ...(kind && { kind }),
    ...(area && { withinId: area.id }),
    ...(state && { state }),
  };
  const pages = usePages(`places ${JSON.stringify(query)}`, (cursor) =>
    listPlaces({ ...query, limit: 40, ...(cursor && { cursor }) }),
  );
  const save = useAction((format: 'xlsx' | 'geojson') => exportPlaces(format, query));
  const chooseArea = (next: PlaceView) => {
    setArea(area?.id === next.id || next.kind === 'district' ? null : next);
    setChosen(next.id);
    setAdding(false);
  };
  return (
    <div className="registry">
      <nav className="registry__tree" aria-label="按区域">
        <AreaTree chosen={area?.id ?? null} onChoose={chooseArea} />
        {area ? <Counts area={area} onKind={setKind} /> : null}
      </nav>
      <section className="registry__list" aria-label="列表">
        <SearchBox value={typed} label="找地点" placeholder="名称、拼音首字母或编码" onChange={setTyped} />
        <div className="registry__filters">
          <SelectBox label="类型" none="全部类型" value={kind} options={kindOptions} onChange={setKind} />
          <SelectBox label="状态" none="在用" value={state} options={states} onChange={setState} />
        </div>
        {area ? (
          <div className="registry__where">
            <span>只看{area.name}里的</span>
            <Button kind="quiet" onPress={() => setArea(null)}>
              看全区
            </Button>
          </div>
        ) : null}
        <div className="registry__acts">
          <Button kind="plain" icon="plus" name="new-place" onPress={() => setAdding(true)}>
            登记
          </Button>
          {kind ? (
            <Button kind="quiet" name="export-xlsx" busy={save.busy} onPress={() => void save.run('xlsx')}>
              导出表格
            </Button>
          ) : null}
          <Button
            kind="quiet"
            name="export-geojson"
            busy={save.busy}
            onPress={() => void save.run('geojson')}
          >
            导出 GeoJSON
          </Button>
        </div>
        {save.failure ? <FailureLine message={save.failure.message} /> : null}
        <PlaceList pages={pages} chosen={chosen} onChoose={setChosen} />
      </section>
      <section className="registry__record" aria-label="档案">
        {adding ? (
          <NewPlace
            DistrictMap={DistrictMap}
            kind={kind || 'toilet'}
            centre={area?.centre ?? null}
            onClose={() => setAdding(false)}
            onDone={(made) => {
              setAdding(false);
              setChosen(made.id);
              pages.reload();
            }}
          />
        ) : chosen ? (
          <PlacePanel key={chosen} id={chosen} DistrictMap={DistrictMap} onChanged={pages.reload} />
        ) : (
          <>
            <DistrictMap label="本区地图" className="registry__map registry__map--district" zoom={10} />
            <p className="desk-places__quiet">在列表里选一处，看它的档案、变更记录，也在这里修改。</p>
          </>
        )}
      </section>
    </div>
  );
}

function Counts({ area, onKind }: { area: PlaceView; onKind: (kind: PlaceKind) => void }) {
  const { data } = useRemote(`counts ${area.id}`, () => countPlaces(area.id));
  if (!data) return null;
  return (
    <dl className="registry__counts">
      {data.counts.map(({ kind, count }) => (
        <div key={kind}>
          <dt>
            <button type="button" className="registry__count" onClick={() => onKind(kind)}>
              {placeKindLabels[kind]}
            </button>
          </dt>
          <dd className="tabular">{count}</dd>
        </div>
      ))}
    </dl>
  );
}

interface PlaceListProps {
  pages: ReturnType<typeof usePages<PlaceView>>;
  chosen: string | null;
  onChoose: (id: string) => void;
}

function PlaceList({ pages, chosen, onChoose }: PlaceListProps) {
  const { items, failure, loading, complete, more, reload } = pages;
  if (items.length === 0 && failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
  if (items.length === 0) {
    return loading ? <Skeleton rows={6} /> : <Empty icon="map" title="没有这样的地点" />;
  }
  return (
    <>
      <ul className="registry__rows">
        {items.map((place) => (
          <li key={place.id}>
            <button
              type="button"
              className={place.id === chosen ? 'registry__row registry__row--chosen' : 'registry__row'}
              aria-current={place.id === chosen}
              onClick={() => onChoose(place.id)}
            >
              <strong>{place.name}</strong>
              <span>
                {[placeKindLabels[place.kind], place.code, place.path.at(-1)?.name]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {place.retired ? (
                <Tag tone="neutral" icon="ended">
                  已停用
                </Tag>
              ) : null}
            </button>
          </li>
        ))}
      </ul>
      {failure ? <FailureLine message={failure.message} /> : null}
      {complete ? null : (
        <Button kind="plain" wide busy={loading} onPress={more}>
          再看一些
        </Button>
      )}
    </>
  );
}
