import { View } from '@tarojs/components';
import { BureauContact } from '../../../components/bureau-contact';
import { Card } from '../../../components/card';
import { ListRow } from '../../../components/list-row';
import { Screen } from '../../../features/shell/screen';
import { go } from '../../../platform/navigate';
import { openPrivacyGuide } from '../../../platform/privacy';
import { useAbout } from '../../../platform/server';
import './index.scss';

const privacy = [
  '公众任何时候都看不到是谁上报的。',
  '您上报时可以选择，要不要让处置单位看到您的姓名和电话。',
  '受理以前，公众只看得到大概的位置、种类和办到哪一步；文字和照片由受理人员看过后决定公开哪些。',
  '照片里的拍摄位置存进来以前就从图片里去掉；另记一份，只用来核对是不是在现场拍的。',
  '手机号加密保存，显示时只露首尾几位。',
  '定位只在您打开地图或上报时用一次，不在后台记录。',
];

export default function AboutPage() {
  const about = useAbout();
  return (
    <Screen title="关于">
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
      <Card flush>
        <ListRow icon="lock" title="隐私说明" onPress={() => go('privacy', { text: 'privacy' })} />
        {process.env.TARO_ENV === 'weapp' ? (
          <ListRow icon="lock" title="微信里的《隐私保护指引》" onPress={openPrivacyGuide} />
        ) : null}
        <ListRow icon="list" title="用户须知" onPress={() => go('privacy', { text: 'rules' })} />
        <ListRow icon="edit" title="投诉与反馈" onPress={() => go('complaints')} />
      </Card>
      <BureauContact title="谁在运营" />
      <Card title="开放">
        <View>本软件以 Apache-2.0 许可开放源代码。程序接口的说明在网页版的 /api/docs。</View>
        <View className="about__version">{about ? `版本 ${about.version}` : ''}</View>
      </Card>
    </Screen>
  );
}
