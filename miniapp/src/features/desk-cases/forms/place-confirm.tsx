import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import { Button } from '../../../components/button';
import { Icon } from '../../../components/icon';
import type { PickedPlace } from '../picked-place';
import { PlaceField } from './place-field';

interface PlaceConfirmProps {
  id: string;
  issue: IssueDetail;
  /** null: the place is right as it was reported. */
  value: PickedPlace | null;
  onChange: (place: PickedPlace | null) => void;
  error?: string | undefined;
}

/** The reported place, and a way to put it right. */
export function PlaceConfirm({ id, issue, value, onChange, error }: PlaceConfirmProps) {
  return (
    <fieldset className="desk-public" id={id}>
      <legend className="field__label">位置</legend>
      {error ? (
        <div className="field__error" role="alert">
          <Icon name="late" size="small" />
          <span>{error}</span>
        </div>
      ) : null}
      {value ? (
        <>
          <PlaceField
            id={`${id}-address`}
            value={value}
            near={issue.point}
            onChange={onChange}
            invalid={error !== undefined}
          />
          <Button kind="quiet" onPress={() => onChange(null)}>
            用上报的位置
          </Button>
        </>
      ) : (
        <div className="desk-place__line">
          <span>{issue.address || '没有写位置'}</span>
          <Button
            kind="quiet"
            name="change-place"
            onPress={() => onChange({ point: issue.point, address: issue.address })}
          >
            {issue.point ? '改位置' : '在地图上标出'}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
