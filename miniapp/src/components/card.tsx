import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './card.scss';
import { classNames } from './class-names';

interface CardProps {
  title?: string;
  /** Shown at the right of the title. */
  aside?: ReactNode;
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A sheet of white with one subject. `flush` lets rows run to the edges. */
export function Card({ title, aside, flush, className, children }: CardProps) {
  return (
    <View
      className={classNames('card', flush && 'card--flush', className)}
      role={title ? 'region' : undefined}
      aria-label={title}
    >
      {title ? (
        <View className="card__head">
          <View className="card__title" role="heading" aria-level={2}>
            {title}
          </View>
          {aside}
        </View>
      ) : null}
      {children}
    </View>
  );
}
