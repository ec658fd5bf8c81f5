import {
  type FieldDefinition,
  type FieldValues,
  fieldText,
  readFieldText,
} from '@gongzhi/shared/places/fields';
import { placeKindTable } from '@gongzhi/shared/places/kinds';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import { errorId, Field } from '../../components/field';
import { SelectBox } from '../../components/select-box';
import { TextInput } from '../../components/text-input';

/** Every field as the text that stands in its box. */
export type FieldTexts = Record<string, string>;

export const textsOf = (kind: PlaceKind, fields: FieldValues): FieldTexts =>
  Object.fromEntries(placeKindTable[kind].fields.map(({ key }) => [key, fieldText(fields[key])]));

/** What the boxes say, as the API takes it; empty boxes are left out. */
export function valuesOf(kind: PlaceKind, texts: FieldTexts): FieldValues {
  return Object.fromEntries(
    placeKindTable[kind].fields.flatMap((field) => {
      const value = readFieldText(field, texts[field.key] ?? '');
      return value === undefined ? [] : [[field.key, value]];
    }),
  );
}

interface OwnFieldsProps {
  kind: PlaceKind;
  texts: FieldTexts;
  onChange: (texts: FieldTexts) => void;
  /** What the API said of them, by `fields.key`. */
  wrong: Readonly<Record<string, string>>;
  /** Only those whoever walks the street may put right. */
  correctableOnly?: boolean;
}

/** The form of a kind, made from its table. */
export function OwnFields({ kind, texts, onChange, wrong, correctableOnly }: OwnFieldsProps) {
  const fields = placeKindTable[kind].fields.filter(({ correctable }) => !correctableOnly || correctable);
  return (
    <div className="own-fields">
      {fields.map((field) => {
        const id = `own-${field.key}`;
        const error = wrong[`fields.${field.key}`];
        return (
          <Field
            key={field.key}
            id={id}
            label={field.required ? `${field.label}（必填）` : field.label}
            error={error}
            {...(field.hint && { hint: field.hint })}
          >
            <Box
              field={field}
              id={id}
              value={texts[field.key] ?? ''}
              invalid={error !== undefined}
              onChange={(text) => onChange({ ...texts, [field.key]: text })}
            />
          </Field>
        );
      })}
    </div>
  );
}

interface BoxProps {
  field: FieldDefinition;
  id: string;
  value: string;
  invalid: boolean;
  onChange: (text: string) => void;
}

function Box({ field, id, value, invalid, onChange }: BoxProps) {
  const choices = field.type === 'yesNo' ? ['是', '否'] : field.type === 'choice' ? field.choices : undefined;
  const describedBy = invalid ? errorId(id) : undefined;
  if (choices) {
    const options = choices.map((choice) => ({ value: choice, label: choice }));
    return (
      <SelectBox
        id={id}
        none="未填"
        value={value}
        options={options}
        invalid={invalid}
        describedBy={describedBy}
        onChange={onChange}
      />
    );
  }
  return (
    <TextInput
      id={id}
      value={value}
      kind={field.type === 'date' ? 'date' : 'text'}
      placeholder={field.example}
      maxLength={field.type === 'text' ? (field.max ?? 60) : 60}
      invalid={invalid}
      {...(describedBy && { describedBy })}
      onChange={onChange}
    />
  );
}
