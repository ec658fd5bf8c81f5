import {
  type FieldDefinition,
  type FieldValue,
  fieldText,
  readFieldText,
} from '@gongzhi/shared/places/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import type { PlaceDetail } from '@gongzhi/shared/places/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Chips } from '../../components/chips';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { PictureUploader } from '../../components/picture-uploader';
import { Sheet } from '../../components/sheet';
import { TextInput } from '../../components/text-input';
import type { LocalPicture } from '../../platform/local-picture';
import { uploadPicture } from '../../platform/upload';
import { useAction } from '../../platform/use-action';
import { correctPlace } from './api';

const MOST_PICTURES = 9;

interface CorrectPlaceProps {
  place: PlaceDetail;
  onDone: (place: PlaceDetail) => void;
  onClose: () => void;
}

/** Puts right what somebody who stands there can see; it counts at once, and the record says whose it was. */
export function CorrectPlace({ place, onDone, onClose }: CorrectPlaceProps) {
  const fields = placeKindTable[place.kind].fields.filter(({ correctable }) => correctable);
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(fields.map(({ key }) => [key, fieldText(place.fields[key])])),
  );
  const [why, setWhy] = useState('');
  const [pictures, setPictures] = useState<readonly LocalPicture[]>([]);
  const [percents, setPercents] = useState<Record<string, number>>({});
  const room = MOST_PICTURES - place.pictures.length;
  const save = useAction(async () => {
    const changed: Record<string, FieldValue | null> = {};
    for (const field of fields) {
      const value = readFieldText(field, texts[field.key] ?? '') ?? null;
      if (value !== (place.fields[field.key] ?? null)) changed[field.key] = value;
    }
    const added: string[] = [];
    for (const picture of pictures) {
      const tell = (percent: number) => setPercents((old) => ({ ...old, [picture.key]: percent }));
      added.push((await uploadPicture(picture, tell)).id);
    }
    onDone(
      await correctPlace(place, {
        fields: changed,
        ...(added.length > 0 && { pictureIds: [...place.pictures.map(({ id }) => id), ...added] }),
        ...(why.trim() && { why: why.trim() }),
      }),
    );
  });
  const wrong = save.failure?.fields ?? {};
  return (
    <Sheet title={`改正：${place.name}`} onClose={onClose}>
      {fields.map((field) => {
        const id = `correct-${field.key}`;
        const error = wrong[`fields.${field.key}`];
        return (
          <Field key={field.key} id={id} label={field.label} error={error}>
            <Answer
              field={field}
              id={id}
              value={texts[field.key] ?? ''}
              invalid={error !== undefined}
              onChange={(text) => setTexts({ ...texts, [field.key]: text })}
            />
          </Field>
        );
      })}
      {room > 0 ? (
        <PictureUploader
          label="补拍照片"
          most={room}
          pictures={pictures.map(({ key, preview }) => ({
            key,
            preview,
            percent: percents[key] ?? 0,
            failed: null,
            done: !save.busy,
          }))}
          onChoose={(chosen) => setPictures([...pictures, ...chosen].slice(0, room))}
          onRemove={(key) => setPictures(pictures.filter((picture) => picture.key !== key))}
          onRetry={() => undefined}
        />
      ) : null}
      <Field id="correct-why" label="说明（可以不填）">
        <TextInput id="correct-why" value={why} maxLength={200} onChange={setWhy} />
      </Field>
      {save.failure && Object.keys(wrong).length === 0 ? (
        <FailureLine message={save.failure.message} />
      ) : null}
      <Button wide busy={save.busy} name="save-correction" onPress={() => void save.run()}>
        保存
      </Button>
    </Sheet>
  );
}

interface AnswerProps {
  field: FieldDefinition;
  id: string;
  value: string;
  invalid: boolean;
  onChange: (text: string) => void;
}

function Answer({ field, id, value, invalid, onChange }: AnswerProps) {
  const choices = field.type === 'yesNo' ? ['是', '否'] : field.type === 'choice' ? field.choices : undefined;
  if (choices) {
    const chips = choices.map((choice) => ({ value: choice, label: choice }));
    return <Chips label={field.label} chips={chips} value={value} onChange={onChange} />;
  }
  return (
    <TextInput
      id={id}
      value={value}
      placeholder={field.example}
      maxLength={field.max ?? 60}
      invalid={invalid}
      {...(invalid && { describedBy: errorId(id) })}
      onChange={onChange}
    />
  );
}
