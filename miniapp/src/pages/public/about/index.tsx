import { View } from '@tarojs/components';
import { Card } from '../../../components/card';
import { Screen } from '../../../features/shell/screen';
import { useAbout } from '../../../platform/server';
import './index.scss';

const privacy = [
  '公众任何时候都看不到是谁上报的。',
  '您上报时可以选择，要不要让处置单位看到您的姓名和电话。',
  '受理以前，公众只看得到大概的位置、种类和办到哪一步；文字和照片由受理人员看过后决定公开哪些。',
  '照片里的拍摄位置用来猜地点，保存前就去掉了。',
  '手机号加密保存，显示时只露首尾几位。',
  '定位只在您打开地图或上报时用一次，不在后台记录。',
];

export default function AboutPage() {
  const about = useAbout();
  return (
    <Screen title="关于与隐私">
      <Card title="这是什么">
        <View>
          {`${about?.district?.name ?? '本区'}共治：看到路上的问题，拍一张照片，看着它解决。从上报到结案的每一步都记着谁该在什么时候以前办完。`}
        </View>
      </Card>
      {about?.demo ? (
        <Card title="演示模式">
          <View>这里的人物、案件和社区界线都是为演示画的，不是真的。请不要在这里上报真实的问题。</View>
        </Card>
      ) : null}
      <Card title="您的信息">
        {privacy.map((line) => (
          <View key={line} className="about__line">
            {line}
          </View>
        ))}
      </Card>
      <Card title="开放">
        <View>本软件以 Apache-2.0 许可开放源代码。程序接口的说明在网页版的 /api/docs。</View>
        <View className="about__version">{about ? `版本 ${about.version}` : ''}</View>
      </Card>
    </Screen>
  );
}
