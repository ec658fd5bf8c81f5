import type { Picture } from '@gongzhi/shared/files/schema';
import { View } from '@tarojs/components';
import { PictureStrip } from '../../components/picture-strip';
import { assetAddress } from '../../platform/address';
import './before-after.scss';

interface BeforeAfterProps {
  labels: { before: string; after: string };
  before: readonly Picture[];
  after: readonly Picture[];
}

/** Before and after side by side, or only what there is. */
export function BeforeAfter({ labels, before, after }: BeforeAfterProps) {
  if (before.length === 0 && after.length === 0) return null;
  if (after.length === 0)
    return <PictureStrip pictures={before} about="现场照片" size="large" address={assetAddress} />;
  return (
    <View className="before-after">
      <Side title={labels.before} pictures={before} />
      <Side title={labels.after} pictures={after} />
    </View>
  );
}

function Side({ title, pictures }: { title: string; pictures: readonly Picture[] }) {
  return (
    <View className="before-after__side">
      <View className="before-after__title">{title}</View>
      {pictures.length > 0 ? (
        <PictureStrip pictures={pictures} about={`${title}的照片`} size="large" address={assetAddress} />
      ) : (
        <View className="before-after__none">没有照片</View>
      )}
    </View>
  );
}
