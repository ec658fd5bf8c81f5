import type { Picture } from '@gongzhi/shared/files/schema';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type CSSProperties, useState } from 'react';
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

/** A page of one picture: neither a strip nor longer than the screen. */
const LOWEST = 0.5;
const HIGHEST = 1.25;

/** Its height in parts of the width, so that the place is kept until the picture is there. */
const heightOf = ({ width, height }: Picture) =>
  ({ '--height': `${100 * Math.min(HIGHEST, Math.max(LOWEST, height / width))}%` }) as CSSProperties;

/** Pictures in a row; a tap shows them large. */
export function PictureStrip({ pictures, about, size = 'small', address }: PictureStripProps) {
  const [open, setOpen] = useState<number | null>(null);
  const show = (index: number) => {
    if (process.env.TARO_ENV === 'weapp') {
      const urls = pictures.map(({ full }) => address(full));
      void Taro.previewImage({ urls, current: urls[index] ?? '' });
    } else setOpen(index);
  };
  const [first, ...others] = pictures;
  if (!first) return null;
  const single = others.length === 0;
  return (
    <View
      className={classNames('pictures', `pictures--${size}`, single && 'pictures--single')}
      {...(single && { style: heightOf(first) })}
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
