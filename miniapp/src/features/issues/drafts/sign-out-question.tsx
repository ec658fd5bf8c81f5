import { View } from '@tarojs/components';
import { Button } from '../../../components/button';
import { Sheet } from '../../../components/sheet';

interface SignOutQuestionProps {
  count: number;
  busy: boolean;
  onKeep: () => void;
  onDrop: () => void;
  onClose: () => void;
}

/** Somebody signs out while things of theirs lie unsent on this device. */
export function SignOutQuestion({ count, busy, onKeep, onDrop, onClose }: SignOutQuestionProps) {
  return (
    <Sheet
      title="退出登录？"
      onClose={onClose}
      footer={
        <>
          <Button kind="danger" name="drop-drafts" disabled={busy} onPress={onDrop}>
            删掉再退出
          </Button>
          <Button name="keep-drafts" busy={busy} onPress={onKeep}>
            留着，退出
          </Button>
        </>
      }
    >
      <View>{`还有 ${count} 件没有发出，存在这里的草稿箱。`}</View>
      <View>留着的话，只有您再登录才看得到，等着发送的那时会接着发。这台手机要给别人用，可以删掉。</View>
    </Sheet>
  );
}
