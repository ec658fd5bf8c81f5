import type { Matter, MatterGroup } from '@gongzhi/shared/standards/catalogue';
import { Text, View } from '@tarojs/components';
import { classNames } from '../../components/class-names';
import { Icon } from '../../components/icon';
import type { IconName } from '../../components/icon-names';
import { ListRow } from '../../components/list-row';
import { Pressable } from '../../components/pressable';
import './matter-choice.scss';

/** Classes to pick one from. */
export function MatterRows(props: {
  label: string;
  matters: readonly Matter[];
  onChoose: (matter: Matter) => void;
}) {
  return (
    <View className="matters" role="group" aria-label={props.label}>
      <View className="matters__label">
        {props.matters.length > 0 ? props.label : '没有找到，换个说法，或者不选'}
      </View>
      {props.matters.map((matter) => (
        <ListRow
          key={matter.code}
          title={matter.name}
          {...(matter.plain?.length ? { note: matter.plain.slice(0, 3).join('、') } : {})}
          onPress={() => props.onChoose(matter)}
        />
      ))}
    </View>
  );
}

interface GroupTilesProps {
  groups: readonly MatterGroup[];
  value: string | null;
  onChange: (code: string) => void;
}

/** The plain groups that together hold everything. */
export function GroupTiles({ groups, value, onChange }: GroupTilesProps) {
  return (
    <View className="groups" role="group" aria-label="大致的种类">
      {groups.map(({ code, name, icon }) => (
        <Pressable
          key={code}
          className={classNames('groups__tile', code === value && 'groups__tile--chosen')}
          pressed={code === value}
          onPress={() => onChange(code)}
        >
          {/* The catalogue is data: a drawing it names and we do not have shows as an empty square. */}
          <Icon name={icon as IconName} />
          <Text className="groups__name">{name}</Text>
        </Pressable>
      ))}
    </View>
  );
}
