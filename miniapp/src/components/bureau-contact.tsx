import { Text, View } from '@tarojs/components';
import { useAbout } from '../platform/server';
import './bureau-contact.scss';
import { Card } from './card';
import { Icon } from './icon';

/** Who runs this installation and where they can be reached. */
export function BureauContact({ title }: { title: string }) {
  const about = useAbout();
  if (!about) return null;
  const { bureau } = about;
  return (
    <Card title={title}>
      <View className="bureau-contact__line">
        <Icon name="building" size="small" />
        <Text>{bureau?.name ?? '本区城市管理部门'}</Text>
      </View>
      {bureau?.phone ? (
        <View className="bureau-contact__line">
          <Icon name="phone" size="small" />
          <Text className="tabular" userSelect>
            {bureau.phone}
          </Text>
        </View>
      ) : null}
      {bureau?.address ? (
        <View className="bureau-contact__line">
          <Icon name="around" size="small" />
          <Text userSelect>{bureau.address}</Text>
        </View>
      ) : null}
      {bureau?.phone || bureau?.address ? null : <View>电话：12345 政务服务便民热线</View>}
    </Card>
  );
}
