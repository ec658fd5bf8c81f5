import { pictureLimits } from '@gongzhi/shared/files/schema';
import { View } from '@tarojs/components';
import { PictureUploader } from '../../../components/picture-uploader';
import type { FormPictures } from '../../../features/issues/drafts/use-kept-pictures';

export function StepPictures({ pictures }: { pictures: FormPictures }) {
  return (
    <View>
      <PictureUploader
        pictures={pictures.items}
        most={pictureLimits.perReport}
        label="拍照，或从相册选"
        note="最多 9 张"
        onChoose={pictures.add}
        onRemove={pictures.remove}
        onRetry={pictures.retry}
      />
      <View className="report__hint">
        一张拍近的，一张拍到周围，最好找。照片里的人脸和车牌，受理时会决定要不要公开；没有受理前别人看不到。
      </View>
    </View>
  );
}
