import type { Picture } from '@gongzhi/shared/files/schema';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { classNames } from './class-names';
import { Photo } from './photo';
import './picture-strip.scss';
import { PictureViewer } from './picture-viewer';
import { Pressable } from './pressable';

interface PictureStripProps {
  pictures: readonly Picture[];
  /** What they show, for those who do not see them. */
  about: string;
  /** `large`: one picture fills the width. */
  size?: 'small' | 'large';
  /** Turns the API's address into one this device can load. */
  address: (path: string) => string;
}

/** Pictures in a row; a tap shows them large. */
export function PictureStrip({ pictures, about, size = 'small', address }: PictureStripProps) {
  const [open, setOpen] = useState<number | null>(null);
  const show = (index: number) => {
    if (process.env.TARO_ENV === 'weapp') {
      const urls = pictures.map(({ full }) => address(full));
      void Taro.previewImage({ urls, current: urls[index] ?? '' });
    } else setOpen(index);
  };
  if (pictures.length === 0) return null;
  return (
    <View
      className={classNames('pictures', `pictures--${size}`, pictures.length === 1 && 'pictures--single')}
    >
      {pictures.map((picture, index) => (
        <Pressable
          key={picture.id}
          className="pictures__item"
          label={`${about}，第 ${index + 1} 张，共 ${pictures.length} 张，点开看大图`}
          onPress={() => show(index)}
        >
          <Photo
            className="pictures__image"
            src={address(size === 'large' ? picture.full : picture.thumb)}
            alt=""
          />
        </Pressable>
      ))}
      {open === null ? null : (
        <PictureViewer
          pictures={pictures}
          about={about}
          index={open}
          address={address}
          onMove={setOpen}
          onClose={() => setOpen(null)}
        />
      )}
    </View>
  );
}
