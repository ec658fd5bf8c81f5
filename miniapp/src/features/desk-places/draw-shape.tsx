import type { LngLat } from '@gongzhi/shared/fields';
import type { Geometry } from '@gongzhi/shared/places/schema';
import { type KeyboardEvent, useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import type { Corners } from '../../platform/map.types';
import type { MapSlot } from './map-slot';
import { cornersOf, countOf, geometryOf, nothingDrawn, withCorner } from './outline';

interface DrawShapeProps {
  id: string;
  DistrictMap: MapSlot;
  isArea: boolean;
  /** How it is drawn so far; null for something new. */
  geometry: Geometry | null;
  centre: LngLat | null;
  error: string | undefined;
  /** Null while there are too few corners for a shape. */
  onChange: (geometry: Geometry | null) => void;
}

/** An area or a line drawn by hand: corner after corner, each of which can be moved, removed and taken back. */
export function DrawShape({ id, DistrictMap, isArea, geometry, centre, error, onChange }: DrawShapeProps) {
  const [before] = useState(geometry);
  const [steps, setSteps] = useState<readonly Corners[]>(() => [
    before ? cornersOf(before) : nothingDrawn(isArea),
  ]);
  const [middle, setMiddle] = useState(centre);
  const corners = steps.at(-1) as Corners;
  // What was there is mended corner by corner; only what is begun afresh grows by a press on the map.
  const isFresh = steps.some((step) => countOf(step) === 0);
  const become = (next: readonly Corners[]) => {
    setSteps(next);
    onChange(geometryOf(next.at(-1) as Corners));
  };
  const change = (next: Corners) => next !== corners && become([...steps, next]);
  const undo = () => steps.length > 1 && become(steps.slice(0, -1));
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    undo();
  };
  return (
    <Field
      id={id}
      label={isArea ? '范围' : '走向'}
      hint={
        isFresh
          ? '在地图上一个角一个角地点；角可以拖动，右键或 Delete 删除'
          : '拖动角改形状，拖动边上的小点加角，右键或 Delete 删除角；角太密时放大地图'
      }
      error={error}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: catches Ctrl+Z of what is inside; the button does the same */}
      <div className="draw-shape" onKeyDown={onKeyDown}>
        <DistrictMap
          label={isArea ? '画范围' : '画走向'}
          className="draw-shape__map"
          centre={centre}
          zoom={15}
          corners={corners}
          onCorners={change}
          onMove={setMiddle}
          {...(isFresh && { onPick: (point: LngLat) => change(withCorner(corners, point)) })}
          {...(before && { fit: 'before' })}
        />
        <div className="draw-shape__acts">
          <span role="status" className="tabular">{`${countOf(corners)} 个角`}</span>
          <Button kind="quiet" name="undo-corner" disabled={steps.length < 2} onPress={undo}>
            退一步（Ctrl+Z）
          </Button>
          {isFresh && middle ? (
            <Button kind="quiet" name="corner-in-middle" onPress={() => change(withCorner(corners, middle))}>
              在地图中央加一个角
            </Button>
          ) : null}
          <Button
            kind="quiet"
            name="draw-afresh"
            disabled={countOf(corners) === 0}
            onPress={() => change(nothingDrawn(isArea))}
          >
            全部重画
          </Button>
        </div>
      </div>
    </Field>
  );
}
