import type { Me } from '@gongzhi/shared/identity/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { Sheet } from '../../components/sheet';
import { TextInput } from '../../components/text-input';
import { meStore } from '../../platform/session';
import { useAction } from '../../platform/use-action';
import { updateMe } from './api';

/** How I am called and where I can be rung. An empty phone field leaves the number as it is. */
export function EditMe({ me, onClose }: { me: Me; onClose: () => void }) {
  const [name, setName] = useState(me.name);
  const [phone, setPhone] = useState('');
  const save = useAction(async () => {
    meStore.set(await updateMe({ name, ...(phone ? { phone } : {}) }));
    onClose();
  });
  const fields = save.failure?.fields ?? {};
  return (
    <Sheet
      title="修改资料"
      onClose={onClose}
      footer={
        <Button busy={save.busy} onPress={() => void save.run()}>
          保存
        </Button>
      }
    >
      <FailureLine message={save.failure?.message} />
      <Field id="me-name" label="怎么称呼您" error={fields.name}>
        <TextInput
          id="me-name"
          value={name}
          maxLength={20}
          invalid={Boolean(fields.name)}
          describedBy={errorId('me-name')}
          onChange={setName}
        />
      </Field>
      <Field
        id="me-phone"
        label="手机号"
        hint={`${me.phoneMasked ? `现在是 ${me.phoneMasked}。` : ''}只在您同意时给处置单位看`}
        error={fields.phone}
      >
        <TextInput
          id="me-phone"
          kind="phone"
          value={phone}
          maxLength={11}
          invalid={Boolean(fields.phone)}
          describedBy={errorId('me-phone')}
          onChange={setPhone}
        />
      </Field>
    </Sheet>
  );
}
