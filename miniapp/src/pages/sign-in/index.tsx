import type { Me } from '@gongzhi/shared/identity/schema';
import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { AgreementBox } from '../../components/agreement-box';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { FailureLine } from '../../components/failure-line';
import { DemoSignIn } from '../../features/identity/demo-sign-in';
import { DeskSignIn } from '../../features/identity/desk-sign-in';
import { ElderlySwitch } from '../../features/shell/elderly-switch';
import { Screen } from '../../features/shell/screen';
import { signInWechat } from '../../platform/login';
import { back, go } from '../../platform/navigate';
import { useAbout } from '../../platform/server';
import { tell } from '../../platform/tell';
import { useAction } from '../../platform/use-action';
import './index.scss';

/** After signing in one goes on where one was; who came straight here goes home. */
function goOn(me: Me) {
  tell(`您好，${me.name}`);
  if (Taro.getCurrentPages().length > 1) back();
  else go('home');
}

export default function SignInPage() {
  const about = useAbout();
  const { params } = useRouter();
  const inWechat = process.env.TARO_ENV === 'weapp';
  return (
    <Screen title="登录" aside={<ElderlySwitch />}>
      {inWechat ? <WechatSignIn /> : null}
      {about?.demo ? <DemoSignIn onDone={goOn} /> : null}
      <DeskSignIn onDone={goOn} openAtOnce={!about?.demo || params.desk === '1'} />
      {about && !about.demo && !inWechat ? (
        <Card title="居民">
          <View>请在微信里搜索“共治”小程序登录、上报。不登录也可以看身边的案件和公开数据。</View>
        </Card>
      ) : null}
      <View className="sign-in__links">
        <Button kind="quiet" onPress={() => go('privacy', { text: 'privacy' })}>
          隐私说明
        </Button>
        <Button kind="quiet" onPress={() => go('privacy', { text: 'rules' })}>
          用户须知
        </Button>
      </View>
    </Screen>
  );
}

/** Nobody gets in without having ticked the box themselves; what is missing is said, not greyed out. */
function WechatSignIn() {
  const [agreed, setAgreed] = useState(false);
  const [missing, setMissing] = useState(false);
  const signIn = useAction(async () => {
    if (!agreed) return setMissing(true);
    goOn(await signInWechat());
  });
  return (
    <Card>
      <FailureLine message={signIn.failure?.message} />
      <AgreementBox checked={agreed} onChange={setAgreed} missing={missing} />
      <Button wide name="sign-in-wechat" busy={signIn.busy} onPress={() => void signIn.run()}>
        微信登录
      </Button>
    </Card>
  );
}
