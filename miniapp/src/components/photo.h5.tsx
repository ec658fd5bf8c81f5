import { classNames } from './class-names';
import './photo.scss';
import type { PhotoProps } from './photo.types';

export function Photo({ src, alt, className, fit = 'cover' }: PhotoProps) {
  return (
    <img className={classNames('photo', `photo--${fit}`, className)} src={src} alt={alt} loading="lazy" />
  );
}
