import { savedFilterLimits } from '@gongzhi/shared/saved-filters/schema';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { errorId, Field } from '../../../components/field';
import { Sheet } from '../../../components/sheet';
import { TextInput } from '../../../components/text-input';
import { useAction } from '../../../platform/use-action';
import { useDeskTools } from '../desk-tools';
import type { CaseFilters } from '../filters';
import { proposedName, wrongWith } from './filter-lists';
import type { Saved } from './use-saved-filters';

interface SaveDialogProps {
  saved: Saved;
  filters: CaseFilters;
  onClose: () => void;
}

const fieldId = 'saved-filter-name';

/** Keeps the filters of now under a name. */
export function SaveDialog({ saved, filters, onClose }: SaveDialogProps) {
  const { catalogue } = useDeskTools();
  const [name, setName] = useState(() => proposedName(filters, catalogue));
  const [wrong, setWrong] = useState<string | null>(null);
  const save = useAction(async () => {
    await saved.change((items) => [...items, { name: name.trim(), filters }]);
    onClose();
  });
  const press = () => {
    const found = wrongWith([...saved.items, { name, filters }]);
    setWrong(found);
    if (!found) void save.run();
  };
  const error = wrong ?? save.failure?.message;
  return (
    <Sheet
      title="存为常用筛选"
      onClose={onClose}
      footer={
        <>
          <Button kind="plain" onPress={onClose}>
            取消
          </Button>
          <Button name="save-filter-yes" busy={save.busy} onPress={press}>
            存下
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          press();
        }}
      >
        <Field
          id={fieldId}
          label="名称"
          hint="范围、条件和排序会一起存下，在别的电脑上登录也有"
          error={error}
        >
          <TextInput
            id={fieldId}
            value={name}
            maxLength={savedFilterLimits.name}
            invalid={error !== undefined}
            {...(error ? { describedBy: errorId(fieldId) } : {})}
            onChange={setName}
          />
        </Field>
      </form>
    </Sheet>
  );
}
