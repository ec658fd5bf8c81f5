import { pictureLimits } from '@gongzhi/shared/files/schema';
import { Icon } from '../../../components/icon';
import { PictureUploader } from '../../../components/picture-uploader';
import type { FieldErrors } from '../check-input';
import type { FormPictures } from '../use-pictures';

interface PicturesFieldProps {
  id: string;
  pictures: FormPictures;
  label: string;
  note?: string;
  error?: string | undefined;
}

export function PicturesField({ id, pictures, label, note, error }: PicturesFieldProps) {
  return (
    <div className="field" id={id} tabIndex={-1}>
      {error ? (
        <div className="field__error" role="alert">
          <Icon name="late" size="small" />
          <span>{error}</span>
        </div>
      ) : null}
      <PictureUploader
        pictures={pictures.list}
        most={pictureLimits.perReport}
        label={label}
        {...(note ? { note } : {})}
        onChoose={pictures.add}
        onRemove={pictures.remove}
        onRetry={pictures.retry}
      />
    </div>
  );
}

/** A form waits for its pictures; one that failed is to be tried again or taken out. */
export function unfinishedPictures(pictures: FormPictures): FieldErrors {
  return pictures.unfinished ? { pictureIds: '有照片还没传完，等一等，没传成的再试一次或去掉' } : {};
}
