import type { Picture } from '@gongzhi/shared/files/schema';
import { View } from '@tarojs/components';
import { useDialog } from './dialog';
import { Icon } from './icon';
import { Photo } from './photo';
import './picture-viewer.scss';
import { Pressable } from './pressable';

interface PictureViewerProps {
  pictures: readonly Picture[];
  about: string;
  index: number;
  address: (path: string) => string;
  onMove: (index: number) => void;
  onClose: () => void;
}

/** One picture over the whole screen, with the others one press away. WeChat has its own. */
export function PictureViewer({ pictures, about, index, address, onMove, onClose }: PictureViewerProps) {
  useDialog(onClose);
  const picture = pictures[index];
  if (!picture) return null;
  return (
    <View className="viewer" role="dialog" aria-modal="true" aria-label={about}>
      <Photo className="viewer__image" fit="contain" src={address(picture.full)} alt={about} />
      <View className="viewer__bar">
        <Pressable
          className="viewer__step"
          label="上一张"
          disabled={index === 0}
          onPress={() => onMove(index - 1)}
        >
          <Icon name="back" />
        </Pressable>
        <View className="tabular">{`${index + 1} / ${pictures.length}`}</View>
        <Pressable
          className="viewer__step"
          label="下一张"
          disabled={index === pictures.length - 1}
          onPress={() => onMove(index + 1)}
        >
          <Icon name="forward" />
        </Pressable>
        <Pressable className="viewer__step" label="关闭" onPress={onClose}>
          <Icon name="close" />
        </Pressable>
      </View>
    </View>
  );
}
