import type { LngLat } from '@gongzhi/shared/fields';
import type { IssueCard } from '@gongzhi/shared/issues/schema';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import { useMemo, useState } from 'react';
import { Button } from '../../components/button';
import { StateTag } from '../../components/state-tag';
import { now } from '../../platform/clock';
import { useDelayed } from '../../platform/use-delayed';
import { useRemote } from '../../platform/use-remote';
import { placesAt } from './api';
import './case-map.scss';
import { useDeskTools } from './desk-tools';
import type { Chosen } from './filters';
import { timeLeft } from './words';

interface CaseMapProps {
  /** The cases of the list, in its order. */
  items: readonly IssueCard[];
  /** Counts the lists, so that the map moves to another one's cases. */
  list: number;
  chosenId: string | null;
  onChoose: (id: string) => void;
  onOpen: () => void;
  place: Chosen | null;
  onPlace: (place: Chosen) => void;
  /** Back to the list, where there is no room for both. */
  onBack: () => void;
}

/** Where the cases of the list are: a press on a pin chooses its row, and the chosen row's pin stands out. */
export function CaseMap({ items, list, chosenId, onChoose, onOpen, place, onPlace, onBack }: CaseMapProps) {
  const { DistrictMap, pinsOf } = useDeskTools();
  const pins = useMemo(() => pinsOf(items, now()), [items, pinsOf]);
  const [view, setView] = useState<View | null>(null);
  const chosen = items.find(({ id }) => id === chosenId);
  const hidden = items.length - pins.length;
  return (
    <section className="case-map" aria-label="地图">
      <DistrictMap
        className="case-map__map"
        label={`列表里 ${pins.length} 件案件的位置`}
        pins={pins}
        chosen={chosenId}
        fit={list}
        zoom={12}
        onPinPress={onChoose}
        onMove={(centre, radius) => setView({ centre, radius })}
      />
      {view ? <NarrowHere view={view} place={place} onPlace={onPlace} /> : null}
      <div className="case-map__foot">
        <div className="case-map__back">
          <Button kind="plain" icon="list" name="back-to-list" onPress={onBack}>
            列表
          </Button>
        </div>
        {chosen ? <ChosenCase issue={chosen} onOpen={onOpen} /> : <span>点一个图钉选一件。</span>}
        {hidden > 0 ? <span className="case-map__hidden">{`${hidden} 件没有标出位置`}</span> : null}
      </div>
    </section>
  );
}

function ChosenCase({ issue, onOpen }: { issue: IssueCard; onOpen: () => void }) {
  const left = timeLeft(issue, now());
  return (
    <>
      <div className="case-map__chosen">
        <strong>{issue.title}</strong>
        <span>
          <StateTag kind={issue.kind} state={issue.state} />
          {left ? <span className={`queue-row__left queue-row__left--${left.tone}`}>{left.text}</span> : null}
          {issue.point ? issue.address : '没有标出位置'}
        </span>
      </div>
      <Button name="open-from-map" onPress={onOpen}>
        办理
      </Button>
    </>
  );
}

interface View {
  centre: LngLat;
  radius: number;
}

const MOVE_PATIENCE_MS = 500;

/** The kind of place that is about as large as what is in sight. */
function kindsFor(radiusMetres: number): readonly PlaceKind[] {
  if (radiusMetres < 700) return ['cell', 'community', 'village'];
  return radiusMetres < 3000 ? ['community', 'village'] : ['street_office', 'town'];
}

/** Narrows the list to the place in the middle of the map, as large as what is in sight. */
function NarrowHere({
  view,
  place,
  onPlace,
}: {
  view: View;
  place: Chosen | null;
  onPlace: (place: Chosen) => void;
}) {
  const { centre, radius } = useDelayed(view, MOVE_PATIENCE_MS);
  const { data } = useRemote(centre.join(), () => placesAt(centre));
  const kinds = kindsFor(radius);
  const here = kinds.flatMap((kind) => data?.places.filter((each) => each.kind === kind) ?? [])[0];
  if (!here || here.id === place?.id) return null;
  return (
    <div className="case-map__here">
      <Button kind="plain" name="narrow-here" onPress={() => onPlace({ id: here.id, name: here.name })}>
        {`只看${here.name}`}
      </Button>
    </div>
  );
}
