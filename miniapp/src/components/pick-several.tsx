import { Button } from './button';
import { Combobox, type ComboOption } from './combobox';

interface PickSeveralProps {
  id: string;
  values: readonly ComboOption[];
  onChange: (values: ComboOption[]) => void;
  search: (words: string) => ComboOption[] | Promise<ComboOption[]>;
  placeholder: string;
  invalid?: boolean;
  describedBy?: string | undefined;
}

/** A field that takes one after the other; each that was taken stands below and goes when pressed. For the web only. */
export function PickSeveral({ values, onChange, ...field }: PickSeveralProps) {
  return (
    <>
      <Combobox
        {...field}
        value={null}
        onChange={(picked) => {
          if (picked && !values.some(({ id }) => id === picked.id)) onChange([...values, picked]);
        }}
      />
      {values.map((each) => (
        <Button
          key={each.id}
          kind="quiet"
          label={`去掉${each.name}`}
          onPress={() => onChange(values.filter(({ id }) => id !== each.id))}
        >
          {`${each.name} ×`}
        </Button>
      ))}
    </>
  );
}
