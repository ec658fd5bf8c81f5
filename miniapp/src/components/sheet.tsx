import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useDialog } from './dialog';
import { Icon } from './icon';
import { Pressable } from './pressable';
import './sheet.scss';

interface SheetProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Stays at the bottom while the content scrolls. */
  footer?: ReactNode;
}

/** A question over the page: rises from the bottom on a phone, stands in the middle of a desktop. */
export function Sheet(props: SheetProps) {
  return (
    <View className="sheet">
      <View className="sheet__veil" onClick={props.onClose} />
      <SheetBody {...props} />
    </View>
  );
}

function SheetBody({ title, onClose, children, footer }: SheetProps) {
  useDialog(onClose);
  return (
    <View className="sheet__body" role="dialog" aria-modal="true" aria-label={title}>
      <View className="sheet__head">
        <View className="sheet__title" role="heading" aria-level={2}>
          {title}
        </View>
        <Pressable className="sheet__close" label="关闭" onPress={onClose}>
          <Icon name="close" />
        </Pressable>
      </View>
      {/* Reached with Tab, so that it can be scrolled with the keyboard. */}
      <View className="sheet__content" tabIndex={0}>
        {children}
      </View>
      {footer ? <View className="sheet__foot">{footer}</View> : null}
    </View>
  );
}
