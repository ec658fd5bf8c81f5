import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { AgreementBox } from '../../../components/agreement-box';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { FailureLine } from '../../../components/failure-line';
import { Field } from '../../../components/field';
import { ErrorPanel } from '../../../components/notice';
import { Skeleton } from '../../../components/skeleton';
import { TextInput } from '../../../components/text-input';
import { readPasswordLink } from '../../../features/identity/api';
import { Screen } from '../../../features/shell/screen';
import { signInWithPasswordLink } from '../../../platform/login';
import { go } from '../../../platform/navigate';
import { useAction } from '../../../platform/use-action';
import { useRemote } from '../../../platform/use-remote';

const LEAST = 10;
const broken = '这个链接不完整，请从头复制一次，或向管理员要一个新的';

export default function SetPasswordPage() {
  const { token = '' } = useRouter().params;
  const { data, failure } = useRemote(token || null, () => readPasswordLink(token));
  return (
    <Screen title="设置密码">
      {token ? null : <ErrorPanel message={broken} />}
      {failure && !data ? <ErrorPanel message={failure.fields.token ? broken : failure.message} /> : null}
      {token && !data && !failure ? <Skeleton rows={2} /> : null}
      {data ? <PasswordForm token={token} name={data.name} loginName={data.loginName} /> : null}
    </Screen>
  );
}

function PasswordForm({ token, name, loginName }: { token: string; name: string; loginName: string }) {
  const [first, setFirst] = useState('');
  const [again, setAgain] = useState('');
  const [agreed, setAgreed] = useState(false);
  const [asked, setAsked] = useState(false);
  const short = first.length < LEAST;
  const differs = again !== first;
  const save = useAction(async () => {
    setAsked(true);
    if (short || differs || !agreed) return;
    await signInWithPasswordLink(token, first);
    go('home');
  });
  const wrong = {
    first: save.failure?.fields.password ?? (asked && short ? `还不到 ${LEAST} 位` : undefined),
    again: differs && (asked || again.length > 0) ? '两次输入的不一样' : undefined,
  };
  return (
    <Card title={`${name}，您的登录名是 ${loginName}`}>
      <FailureLine message={save.failure?.message} />
      <Field id="new-password" label="新密码" hint={`至少 ${LEAST} 位`} error={wrong.first}>
        <TextInput
          id="new-password"
          kind="password"
          value={first}
          maxLength={200}
          invalid={wrong.first !== undefined}
          onChange={setFirst}
        />
      </Field>
      <Field id="new-password-again" label="再输入一次" error={wrong.again}>
        <TextInput
          id="new-password-again"
          kind="password"
          value={again}
          maxLength={200}
          invalid={wrong.again !== undefined}
          onChange={setAgain}
        />
      </Field>
      <AgreementBox checked={agreed} onChange={setAgreed} missing={asked && !agreed} />
      <Button wide busy={save.busy} onPress={() => void save.run()}>
        保存并登录
      </Button>
    </Card>
  );
}
