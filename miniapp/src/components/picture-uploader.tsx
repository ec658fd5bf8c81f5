import { Text, View } from '@tarojs/components';
import { Icon } from './icon';
import { Photo } from './photo';
import { PictureSource } from './picture-source';
import type { ChosenPicture } from './picture-source.types';
import './picture-uploader.scss';
import { Pressable } from './pressable';

/** A chosen picture on its way. `failed` says why, and a press tries it again; `waits` says what it waits for. */
export interface PictureOnItsWay {
  key: string;
  preview: string;
  percent: number;
  failed: string | null;
  waits?: string | undefined;
  done: boolean;
}

interface PictureUploaderProps {
  pictures: readonly PictureOnItsWay[];
  most: number;
  label: string;
  note?: string;
  onChoose: (pictures: ChosenPicture[]) => void;
  onRemove: (key: string) => void;
  onRetry: (key: string) => void;
}

export function PictureUploader(props: PictureUploaderProps) {
  const { pictures, most, label, note, onChoose, onRemove, onRetry } = props;
  const room = most - pictures.length;
  return (
    <View className="uploader">
      {pictures.map((picture, index) => (
        <View key={picture.key} className="uploader__item">
          <Photo className="uploader__image" src={picture.preview} alt="" />
          <State picture={picture} number={index + 1} onRetry={() => onRetry(picture.key)} />
          <Pressable
            className="uploader__remove"
            label={`去掉第 ${index + 1} 张`}
            onPress={() => onRemove(picture.key)}
          >
            <View className="uploader__cross">
              <Icon name="close" size="small" />
            </View>
          </Pressable>
        </View>
      ))}
      {room > 0 ? (
        <PictureSource
          room={room}
          large={pictures.length === 0}
          label={pictures.length === 0 ? label : `再加一张`}
          note={pictures.length === 0 ? note : undefined}
          onChoose={onChoose}
        />
      ) : null}
    </View>
  );
}

function State({
  picture,
  number,
  onRetry,
}: {
  picture: PictureOnItsWay;
  number: number;
  onRetry: () => void;
}) {
  if (picture.done) return null;
  if (picture.failed) {
    return (
      <Pressable
        className="uploader__failed"
        label={`第 ${number} 张没有传成：${picture.failed}。再试一次`}
        onPress={onRetry}
      >
        <Icon name="retry" size="small" />
        <Text className="uploader__why">{picture.failed}</Text>
      </Pressable>
    );
  }
  if (picture.waits) {
    return (
      <View className="uploader__progress" role="status" aria-label={`第 ${number} 张${picture.waits}`}>
        {picture.waits}
      </View>
    );
  }
  return (
    <View
      className="uploader__progress"
      role="progressbar"
      aria-valuenow={picture.percent}
      aria-label={`第 ${number} 张正在上传`}
    >
      <View className="uploader__bar" style={{ width: `${picture.percent}%` }} />
      <Text className="uploader__percent tabular">{`${picture.percent}%`}</Text>
    </View>
  );
}
