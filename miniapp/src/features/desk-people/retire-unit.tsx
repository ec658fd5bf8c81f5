import type { OrganisationView } from '@gongzhi/shared/organisations/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { Sheet } from '../../components/sheet';
import { TextInput } from '../../components/text-input';
import { useAction } from '../../platform/use-action';
import { retireOrganisation, reviveOrganisation } from './api';

export const retireWord = ({ active }: OrganisationView) => (active ? '停用' : '恢复使用');

interface RetireUnitProps {
  unit: OrganisationView;
  onDone: () => void;
  onClose: () => void;
}

/** Takes a unit out of service, with the reason, or back into it. */
export function RetireUnit({ unit, onDone, onClose }: RetireUnitProps) {
  const { id, version, active, name } = unit;
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const save = useAction(async () => {
    if (active) await retireOrganisation(id, { version, why });
    else await reviveOrganisation(id, version);
    onDone();
  });
  const error = tried && active && !why.trim() ? '请写原因' : save.failure?.fields.why;
  const press = () => {
    setTried(true);
    if (!active || why.trim()) void save.run();
  };
  const overtaken = save.failure?.code === 'CONFLICT';
  return (
    <Sheet
      title={`${retireWord(unit)}${name}？`}
      // Whoever was overtaken by another finds the present state behind the sheet.
      onClose={overtaken ? onDone : onClose}
      footer={
        <>
          <Button kind="plain" onPress={overtaken ? onDone : onClose}>
            取消
          </Button>
          <Button
            kind={active ? 'danger' : 'main'}
            name={active ? 'retire-unit' : 'revive-unit'}
            busy={save.busy}
            onPress={press}
          >
            {retireWord(unit)}
          </Button>
        </>
      }
    >
      <p className="people__line">
        {active
          ? '停用后不能再派案件给它，也不能选它。办过的案件里仍然看得到它，以后可以恢复。'
          : '恢复后又可以派案件给它。'}
      </p>
      {active ? (
        <Field id="retire-unit-why" label="原因" error={error}>
          <TextInput
            id="retire-unit-why"
            value={why}
            maxLength={200}
            placeholder="如 并入环卫处"
            invalid={error !== undefined}
            describedBy={errorId('retire-unit-why')}
            onChange={setWhy}
          />
        </Field>
      ) : null}
      <FailureLine
        message={
          overtaken
            ? '这个单位刚被别人改过，请关闭后看现在的内容'
            : save.failure && !error
              ? save.failure.message
              : undefined
        }
      />
    </Sheet>
  );
}
