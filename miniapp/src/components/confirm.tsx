import { View } from '@tarojs/components';
import { Button } from './button';
import { Sheet } from './sheet';

interface ConfirmProps {
  title: string;
  /** What will happen, in a sentence. */
  children: string;
  yes: string;
  danger?: boolean;
  busy?: boolean;
  onYes: () => void;
  onClose: () => void;
}

export function Confirm({ title, children, yes, danger, busy, onYes, onClose }: ConfirmProps) {
  return (
    <Sheet
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button kind="plain" onPress={onClose}>
            取消
          </Button>
          <Button kind={danger ? 'danger' : 'main'} busy={busy} onPress={onYes}>
            {yes}
          </Button>
        </>
      }
    >
      <View>{children}</View>
    </Sheet>
  );
}
