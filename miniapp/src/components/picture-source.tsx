import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { askPrivacyAgain, privacyAgreed } from '../platform/privacy';
import { classNames } from './class-names';
import { Icon } from './icon';
import './picture-source.scss';
import type { PictureSourceProps } from './picture-source.types';
import { Pressable } from './pressable';

let made = 0;

export function PictureSource({ room, label, note, large, onChoose }: PictureSourceProps) {
  const choose = async () => {
    askPrivacyAgain();
    if (!(await privacyAgreed('pictures'))) {
      void Taro.showToast({
        title: '不同意隐私说明就不能选照片，可以不传，写一句话',
        icon: 'none',
        duration: 3000,
      });
      return;
    }
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
      onPress={() => void choose().catch(explain)}
    >
      <Icon name="camera" size={large ? 'large' : 'normal'} />
      <Text className="picture-source__label">{label}</Text>
      {note ? <View className="picture-source__note">{note}</View> : null}
    </Pressable>
  );
}

/** Who changes their mind needs no explanation; who forbade WeChat the camera does. */
function explain(why: { errMsg?: string }): void {
  if (/cancel/.test(why?.errMsg ?? '')) return;
  void Taro.showToast({
    title: '打不开相机和相册，请在手机设置里允许微信使用',
    icon: 'none',
    duration: 3000,
  });
}
