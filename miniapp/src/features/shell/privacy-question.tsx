import { Button as NativeButton, View } from '@tarojs/components';
import { Button } from '../../components/button';
import { Sheet } from '../../components/sheet';
import {
  AGREE_BUTTON,
  answerPrivacy,
  type GuardedUse,
  openPrivacyGuide,
  useAskedPrivacy,
} from '../../platform/privacy';
import './privacy-question.scss';

const reasons: Record<GuardedUse, string> = {
  location: '想用一下您现在的位置，找到您身边的问题和您要上报的地方。',
  pictures: '想用您拍的、选的照片，让处理的人看清是什么问题。',
  other: '接下来这一步要用到您的信息。',
};

/** WeChat lets no page use place or pictures before its reader agreed to the privacy guide: asks when it must. */
export function PrivacyQuestion() {
  const asked = useAskedPrivacy();
  if (!asked) return null;
  const refuse = () => answerPrivacy(false);
  return (
    <Sheet
      title="先看一下隐私说明"
      onClose={refuse}
      footer={
        <>
          <Button kind="plain" onPress={refuse}>
            不同意
          </Button>
          <NativeButton
            id={AGREE_BUTTON}
            className="pressable button button--main privacy__agree"
            openType="agreePrivacyAuthorization"
            onAgreePrivacyAuthorization={() => answerPrivacy(true)}
          >
            同意
          </NativeButton>
        </>
      }
    >
      <View>{reasons[asked]}</View>
      <Button kind="quiet" icon="info" onPress={openPrivacyGuide}>
        看《隐私保护指引》
      </Button>
      <View className="privacy__without">
        不同意也能用：看案件、看进展都不受影响；上报时可以在地图上指地方或写地址，不传照片，写一句话也行。
      </View>
    </Sheet>
  );
}
