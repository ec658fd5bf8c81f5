import type { InboxItem } from '@gongzhi/shared/inbox/schema';
import { Text, View } from '@tarojs/components';
import { classNames } from '../../components/class-names';
import { Pressable } from '../../components/pressable';
import { StateTag } from '../../components/state-tag';
import { when } from '../../components/when';
import { now } from '../../platform/clock';
import './inbox-row.scss';

/** What changed in one case or complaint, in a sentence. */
export function InboxRow({ item, onPress }: { item: InboxItem; onPress: () => void }) {
  return (
    <Pressable className="inbox-row" onPress={onPress} name="message">
      <View className="inbox-row__head">
        <View
          className={classNames('inbox-row__dot', item.read && 'inbox-row__dot--read')}
          aria-hidden="true"
        />
        <Text className="inbox-row__text">{`${item.read ? '' : '新：'}${item.text}`}</Text>
      </View>
      <View className="inbox-row__about">
        {item.state ? <StateTag kind={item.kind ?? 'problem'} state={item.state} /> : null}
        <Text className="inbox-row__title">{item.title}</Text>
        <Text className="tabular">{when(now(), item.at)}</Text>
      </View>
    </Pressable>
  );
}
