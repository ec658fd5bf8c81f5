import type { Me } from '@gongzhi/shared/identity/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { TextInput } from '../../components/text-input';
import { signInDesk } from '../../platform/login';
import { useAction } from '../../platform/use-action';

/** Sign-in of who works here, by a name and a password. */
export function DeskSignIn({ onDone, openAtOnce }: { onDone: (me: Me) => void; openAtOnce: boolean }) {
  const [open, setOpen] = useState(false);
  const [loginName, setLoginName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const signIn = useAction(async () => onDone(await signInDesk(loginName.trim(), password)));
  const nameError = tried && !loginName.trim() ? '请写登录名' : undefined;
  const passwordError = tried && !password ? '请写密码' : undefined;
  const press = () => {
    setTried(true);
    if (loginName.trim() && password) void signIn.run();
  };
  if (!open && !openAtOnce) {
    return (
      <Button kind="quiet" onPress={() => setOpen(true)}>
        用登录名和密码登录
      </Button>
    );
  }
  return (
    <Card title="工作人员登录">
      <FailureLine message={signIn.failure?.message} />
      <Field id="login-name" label="登录名" error={nameError}>
        <TextInput
          id="login-name"
          value={loginName}
          maxLength={64}
          invalid={nameError !== undefined}
          describedBy={errorId('login-name')}
          onChange={setLoginName}
        />
      </Field>
      <Field id="password" label="密码" error={passwordError}>
        <TextInput
          id="password"
          kind="password"
          value={password}
          maxLength={200}
          invalid={passwordError !== undefined}
          describedBy={errorId('password')}
          onChange={setPassword}
          onEnter={press}
        />
      </Field>
      <Button wide busy={signIn.busy} onPress={press}>
        登录
      </Button>
    </Card>
  );
}
