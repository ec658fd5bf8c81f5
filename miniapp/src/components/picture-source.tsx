import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { classNames } from './class-names';
import { Icon } from './icon';
import './picture-source.scss';
import type { PictureSourceProps } from './picture-source.types';
import { Pressable } from './pressable';

let made = 0;

export function PictureSource({ room, label, note, large, onChoose }: PictureSourceProps) {
  const choose = async () => {
    const { tempFiles } = await Taro.chooseMedia({
      count: room,
      mediaType: ['image'],
      sizeType: ['compressed'],
    });
    onChoose(tempFiles.map(({ tempFilePath }) => ({ key: `p${++made}`, preview: tempFilePath })));
  };
  return (
    <Pressable
      className={classNames('picture-source', large && 'picture-source--large')}
      label={label}
      onPress={() => void choose().catch(() => undefined)}
    >
      <Icon name="camera" size={large ? 'large' : 'normal'} />
      <Text className="picture-source__label">{label}</Text>
      {note ? <View className="picture-source__note">{note}</View> : null}
    </Pressable>
  );
}
