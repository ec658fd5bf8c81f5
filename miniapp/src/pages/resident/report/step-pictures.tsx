import { pictureLimits } from '@gongzhi/shared/files/schema';
import { View } from '@tarojs/components';
import { PictureUploader } from '../../../components/picture-uploader';
import type { Uploads } from '../../../platform/use-uploads';

export function StepPictures({ uploads }: { uploads: Uploads }) {
  return (
    <View>
      <PictureUploader
        pictures={uploads.items}
        most={pictureLimits.perReport}
        label="拍照，或从相册选"
        note="最多 9 张"
        onChoose={uploads.add}
        onRemove={uploads.remove}
        onRetry={uploads.retry}
      />
      <View className="report__hint">
        一张拍近的，一张拍到周围，最好找。照片里的人脸和车牌，受理时会决定要不要公开；没有受理前别人看不到。
      </View>
    </View>
  );
}
