import { type CommonEvent, type ITouchEvent, View } from '@tarojs/components';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import './swipe-row.scss';

interface SwipeRowProps {
  /** What a swipe to the left uncovers. A shortcut only: the same must be reachable by a button. */
  action: { label: string; onPress: () => void } | null;
  children: ReactNode;
}

/** So far and so straight a finger must go. */
const FAR_PX = 48;
const STRAY_PX = 40;

/** A row that gives way to its usual next step. Nothing follows the finger, so a slow phone keeps up. */
export function SwipeRow({ action, children }: SwipeRowProps) {
  const [open, setOpen] = useState(false);
  const began = useRef<{ x: number; y: number } | null>(null);
  if (!action) return <>{children}</>;
  const onEnd = (event: CommonEvent) => {
    // Taro types every touch as a plain event.
    const [touch] = (event as ITouchEvent).changedTouches;
    const from = began.current;
    began.current = null;
    if (!from || !touch || Math.abs(touch.clientY - from.y) > STRAY_PX) return;
    const across = touch.clientX - from.x;
    if (across < -FAR_PX) setOpen(true);
    if (across > FAR_PX) setOpen(false);
  };
  return (
    <View className="swipe">
      {open ? (
        <View className="swipe__action">
          <Button onPress={action.onPress}>{action.label}</Button>
        </View>
      ) : null}
      <View
        className={classNames('swipe__row', open && 'swipe__row--open')}
        onTouchStart={(event) => {
          const [touch] = (event as ITouchEvent).touches;
          began.current = touch ? { x: touch.clientX, y: touch.clientY } : null;
        }}
        onTouchEnd={onEnd}
      >
        {children}
      </View>
    </View>
  );
}
