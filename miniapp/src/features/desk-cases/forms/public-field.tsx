import type { Picture } from '@gongzhi/shared/files/schema';
import { Checkbox } from '../../../components/checkbox';
import { errorId, Field } from '../../../components/field';
import { Icon } from '../../../components/icon';
import { TextInput } from '../../../components/text-input';
import { assetAddress } from '../../../platform/address';
import { hasPrivate, maskPrivate } from '../mask-private';

export interface PublicChoice {
  showText: boolean;
  text: string;
  pictureIds: string[];
}

interface PublicFieldProps {
  id: string;
  value: PublicChoice;
  pictures: readonly Picture[];
  onChange: (choice: PublicChoice) => void;
  error?: string | undefined;
}

/** What to propose at first: everything, with what gives a person away covered. */
export function firstChoice(text: string, pictures: readonly Picture[]): PublicChoice {
  return { showText: text.length > 0, text: maskPrivate(text), pictureIds: pictures.map(({ id }) => id) };
}

/** Which words and pictures of a report the public may see. */
export function PublicField({ id, value, pictures, onChange, error }: PublicFieldProps) {
  const toggle = (pictureId: string) =>
    onChange({
      ...value,
      pictureIds: value.pictureIds.includes(pictureId)
        ? value.pictureIds.filter((each) => each !== pictureId)
        : [...value.pictureIds, pictureId],
    });
  return (
    <fieldset className="desk-public">
      <legend className="field__label">公开哪些内容</legend>
      <Checkbox
        label="公开文字"
        checked={value.showText}
        onChange={(showText) => onChange({ ...value, showText })}
      />
      {value.showText ? (
        <Field id={id} label="给公众看的文字" error={error}>
          <TextInput
            id={id}
            lines={3}
            maxLength={1000}
            value={value.text}
            invalid={error !== undefined}
            {...(error ? { describedBy: errorId(id) } : {})}
            onChange={(text) => onChange({ ...value, text })}
          />
          {hasPrivate(value.text) ? (
            <div className="desk-form__warning" role="status">
              文字里好像有电话、证件号或车牌。
              <button
                type="button"
                className="desk-link"
                onClick={() => onChange({ ...value, text: maskPrivate(value.text) })}
              >
                遮住
              </button>
            </div>
          ) : null}
        </Field>
      ) : null}
      {pictures.length > 0 ? (
        <fieldset className="desk-public__pictures" aria-label="公开的照片">
          {pictures.map((picture, index) => {
            const shown = value.pictureIds.includes(picture.id);
            return (
              <label key={picture.id} className={`desk-public__picture${shown ? '' : ' is-hidden'}`}>
                <img src={assetAddress(picture.thumb)} alt={`第 ${index + 1} 张照片`} loading="lazy" />
                <input
                  className="visually-hidden"
                  type="checkbox"
                  checked={shown}
                  onChange={() => toggle(picture.id)}
                />
                <span>
                  <Icon name={shown ? 'check' : 'close'} />
                  {shown ? '公开' : '不公开'}
                </span>
              </label>
            );
          })}
        </fieldset>
      ) : null}
      <div className="field__hint">有人脸、车牌、门牌的照片不要公开。</div>
    </fieldset>
  );
}
