import type { Me } from '@gongzhi/shared/identity/schema';
import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { FailureLine } from '../../components/failure-line';
import { DemoSignIn } from '../../features/identity/demo-sign-in';
import { DeskSignIn } from '../../features/identity/desk-sign-in';
import { Screen } from '../../features/shell/screen';
import { signInWechat } from '../../platform/login';
import { back, go } from '../../platform/navigate';
import { useAbout } from '../../platform/server';
import { useAction } from '../../platform/use-action';

/** After signing in one goes on where one was; who came straight here goes home. */
function goOn(me: Me) {
  void Taro.showToast({ title: `您好，${me.name}`, icon: 'none' });
  if (Taro.getCurrentPages().length > 1) back();
  else go('home');
}

export default function SignInPage() {
  const about = useAbout();
  const { params } = useRouter();
  const wechat = useAction(async () => goOn(await signInWechat()));
  const inWechat = process.env.TARO_ENV === 'weapp';
  return (
    <Screen title="登录">
      {inWechat ? (
        <Card>
          <FailureLine message={wechat.failure?.message} />
          <Button wide busy={wechat.busy} onPress={() => void wechat.run()}>
            微信登录
          </Button>
        </Card>
      ) : null}
      {about?.demo ? <DemoSignIn onDone={goOn} /> : null}
      <DeskSignIn onDone={goOn} openAtOnce={!about?.demo || params.desk === '1'} />
      {about && !about.demo && !inWechat ? (
        <Card title="居民">
          <View>请在微信里搜索“共治”小程序登录、上报。不登录也可以看身边的案件和公开数据。</View>
        </Card>
      ) : null}
    </Screen>
  );
}
