import { areaKinds } from '@gongzhi/shared/places/labels';
import type { PlaceView } from '@gongzhi/shared/places/schema';
import { useState } from 'react';
import { FailureLine } from '../../components/failure-line';
import { Icon } from '../../components/icon';
import { Skeleton } from '../../components/skeleton';
import { useRemote } from '../../platform/use-remote';
import { listPlaces } from './api';

/** Streets and compounds are found by search; in the tree they would hide the areas. */
const branches = ['district', 'street_office', 'town', 'community', 'village', 'cell'].filter((kind) =>
  (areaKinds as readonly string[]).includes(kind),
);

interface AreaTreeProps {
  chosen: string | null;
  onChoose: (area: PlaceView) => void;
}

/** District, towns, communities, cells: opened one level at a time. */
export function AreaTree({ chosen, onChoose }: AreaTreeProps) {
  const { data, failure } = useRemote('district', () => listPlaces({ kind: 'district' }));
  if (failure) return <FailureLine message={failure.message} />;
  if (!data) return <Skeleton rows={4} />;
  const [district] = data.items;
  if (!district) {
    return <p className="desk-places__quiet">还没有区域。先到“批量导入”里导入本区的 GeoJSON。</p>;
  }
  return (
    <ul className="area-tree" aria-label="区域">
      <Branch area={district} open chosen={chosen} onChoose={onChoose} key={district.id} />
    </ul>
  );
}

function Branch({ area, open, chosen, onChoose }: AreaTreeProps & { area: PlaceView; open?: boolean }) {
  const [opened, setOpened] = useState(open === true);
  const { data } = useRemote(opened ? `branch ${area.id}` : null, () =>
    listPlaces({ parentId: area.id, kind: branches.join(','), limit: 100 }),
  );
  const leaf = area.kind === 'cell' || !area.hasChildren;
  return (
    <li>
      <div className={area.id === chosen ? 'area-tree__row area-tree__row--chosen' : 'area-tree__row'}>
        {leaf ? (
          <span className="area-tree__turn" />
        ) : (
          <button
            type="button"
            className="area-tree__turn"
            aria-expanded={opened}
            aria-label={opened ? `收起${area.name}` : `展开${area.name}`}
            onClick={() => setOpened(!opened)}
          >
            <Icon name={opened ? 'down' : 'forward'} size="small" />
          </button>
        )}
        <button
          type="button"
          className="area-tree__name"
          aria-current={area.id === chosen}
          onClick={() => onChoose(area)}
        >
          {area.name}
        </button>
      </div>
      {opened && data && data.items.length > 0 ? (
        <ul>
          {data.items.map((child) => (
            <Branch key={child.id} area={child} chosen={chosen} onChoose={onChoose} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}
