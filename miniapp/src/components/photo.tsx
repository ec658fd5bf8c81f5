import { Image } from '@tarojs/components';
import type { PhotoProps } from './photo.types';
import './photo.scss';

export function Photo({ src, alt, className, fit = 'cover' }: PhotoProps) {
  return (
    <Image
      className={className ?? ''}
      mode={fit === 'cover' ? 'aspectFill' : 'aspectFit'}
      src={src}
      lazyLoad
      aria-label={alt}
    />
  );
}
