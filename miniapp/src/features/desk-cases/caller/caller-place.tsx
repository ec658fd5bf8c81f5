import { ChoiceList } from '../../../components/choice-list';
import { Combobox } from '../../../components/combobox';
import { errorId, Field } from '../../../components/field';
import { Icon } from '../../../components/icon';
import { TextInput } from '../../../components/text-input';
import { searchPlaces } from '../api';
import { PlaceField } from '../forms/place-field';
import type { CallerDraft } from './caller-draft';

interface CallerPlaceProps {
  draft: CallerDraft;
  onChange: (part: Partial<CallerDraft>) => void;
  error: (path: string) => string | undefined;
  idOf: (path: string) => string;
}

/** Where the caller means: a spot on the map, or a community and what was said of it. */
export function CallerPlace({ draft, onChange, error, idOf }: CallerPlaceProps) {
  const wrong = error('place');
  return (
    <div id={idOf('place')}>
      <ChoiceList
        label="位置"
        layout="tiles"
        value={draft.exact ? 'exact' : 'about'}
        onChange={(how) => onChange({ exact: how === 'exact' })}
        choices={[
          { value: 'exact', label: '标在地图上' },
          { value: 'about', label: '只知道大概' },
        ]}
      />
      {wrong ? (
        <div className="field__error" role="alert">
          <Icon name="late" size="small" />
          <span>{wrong}</span>
        </div>
      ) : null}
      {draft.exact ? (
        <PlaceField
          id={idOf('place-address')}
          value={draft.place}
          onChange={(place) => onChange({ place })}
          invalid={wrong !== undefined}
        />
      ) : (
        <>
          <Field id={idOf('community')} label="社区（村）" error={error('community')}>
            <Combobox
              id={idOf('community')}
              value={draft.community}
              onChange={(place) => onChange({ community: place && { id: place.id, name: place.name } })}
              search={findCommunities}
              placeholder="名称或拼音首字母"
              invalid={error('community') !== undefined}
              describedBy={error('community') ? errorId(idOf('community')) : undefined}
              name="community"
            />
          </Field>
          <Field id={idOf('address')} label="在哪里" error={error('address')}>
            <TextInput
              id={idOf('address')}
              value={draft.address}
              maxLength={120}
              placeholder="小区、楼栋、路口，来电人怎么说的"
              invalid={error('address') !== undefined}
              onChange={(address) => onChange({ address })}
            />
          </Field>
        </>
      )}
    </div>
  );
}

async function findCommunities(q: string) {
  const { items } = await searchPlaces({ kind: 'community,village', ...(q && { q }) });
  return items.map(({ id, name, path }) => ({ id, name, note: path.at(-1)?.name }));
}
