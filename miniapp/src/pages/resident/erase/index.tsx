import type { Me } from '@gongzhi/shared/identity/schema';
import { ERASE_WORDS } from '@gongzhi/shared/my-data/schema';
import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { BureauContact } from '../../../components/bureau-contact';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Confirm } from '../../../components/confirm';
import { FailureLine } from '../../../components/failure-line';
import { errorId, Field } from '../../../components/field';
import { Icon } from '../../../components/icon';
import { Skeleton } from '../../../components/skeleton';
import { TextInput } from '../../../components/text-input';
import { dropDraftsOf, unsentKinds } from '../../../features/issues/drafts/drop-drafts';
import { eraseAccount } from '../../../features/my-data/api';
import { Screen } from '../../../features/shell/screen';
import { AppFailure } from '../../../platform/failure';
import { leaveDevice, useMe } from '../../../platform/login';
import { replaceWith } from '../../../platform/navigate';
import { forgetAllBut } from '../../../platform/storage';
import { tell } from '../../../platform/tell';
import { useAction } from '../../../platform/use-action';
import './index.scss';

const goes = [
  '您的称呼、手机号、微信标识或登录名和密码',
  '登录记录、消息、投诉和答复、没有发出的草稿',
  '案件里“是谁上报的、谁也遇到了、谁评价的”',
];
const stays = [
  '案件本身：写的文字、用上的照片、地点、办理经过、评价的内容。它们是公共记录，里面不再有您是谁',
  '您写在文字里的、拍在照片里的东西不会被改动；有不妥的请先投诉',
];

/** What goes, what stays, and the two confirmations before it cannot be undone. */
export default function ErasePage() {
  const me = useMe();
  return (
    <Screen title="注销账号" signIn="登录后才能注销账号。">
      {me ? <Erase me={me} /> : <Skeleton rows={5} />}
    </Screen>
  );
}

function Erase({ me }: { me: Me }) {
  if (me.posts.length > 0) return <InPost me={me} />;
  return (
    <View>
      <Card title="会删掉">
        {goes.map((line) => (
          <Line key={line} icon="close" words={line} />
        ))}
      </Card>
      <Card title="会留下">
        {stays.map((line) => (
          <Line key={line} icon="lock" words={line} />
        ))}
      </Card>
      <Confirmations me={me} />
    </View>
  );
}

function Line({ icon, words }: { icon: 'close' | 'lock'; words: string }) {
  return (
    <View className="erase__line">
      <Icon name={icon} size="small" />
      <Text>{words}</Text>
    </View>
  );
}

/** Somebody has to do the work: the posts are handed over first. */
function InPost({ me }: { me: Me }) {
  return (
    <View>
      <Card title="您还有岗位在身">
        <View>离任以后才能注销账号。请先向管理员申请离任：</View>
        {me.posts.map(({ id, title }) => (
          <Line key={id} icon="lock" words={title} />
        ))}
      </Card>
      <BureauContact title="找谁办离任" />
    </View>
  );
}

function Confirmations({ me }: { me: Me }) {
  const [typed, setTyped] = useState('');
  const [password, setPassword] = useState('');
  const [asking, setAsking] = useState(false);
  const erase = useAction(async () => {
    try {
      const code = me.kind === 'wechat' ? (await Taro.login()).code : undefined;
      await eraseAccount({
        confirm: typed.trim() as typeof ERASE_WORDS,
        ...(password ? { password } : {}),
        ...(code ? { code } : {}),
      });
    } catch (failure) {
      setAsking(false);
      // An answer that was lost on the way: it is done, and so is the session.
      if (!(failure instanceof AppFailure) || failure.status !== 401) throw failure;
    }
    await dropDraftsOf(me.id);
    // What others on this device have not sent yet is not this person's to erase.
    forgetAllBut(unsentKinds);
    leaveDevice();
    tell('账号已注销');
    replaceWith('home');
  });
  const [tried, setTried] = useState(false);
  const missing = {
    ...(typed.trim() !== ERASE_WORDS && { confirm: `请写“${ERASE_WORDS}”` }),
    ...(me.kind === 'desk' && !password && { password: '请写登录密码' }),
  };
  const fields: Record<string, string> = { ...erase.failure?.fields, ...(tried && missing) };
  const press = () => {
    setTried(true);
    if (Object.keys(missing).length === 0) setAsking(true);
  };
  return (
    <Card title="确认注销">
      <FailureLine message={fields.code ?? erase.failure?.message} />
      <Field id="erase-words" label={`请写“${ERASE_WORDS}”四个字`} error={fields.confirm}>
        <TextInput
          id="erase-words"
          value={typed}
          maxLength={10}
          invalid={Boolean(fields.confirm)}
          describedBy={errorId('erase-words')}
          onChange={setTyped}
        />
      </Field>
      {me.kind === 'desk' ? (
        <Field id="erase-password" label="登录密码" error={fields.password}>
          <TextInput
            id="erase-password"
            kind="password"
            value={password}
            maxLength={200}
            invalid={Boolean(fields.password)}
            describedBy={errorId('erase-password')}
            onChange={setPassword}
          />
        </Field>
      ) : null}
      <Button kind="danger" wide name="erase" onPress={press}>
        注销账号
      </Button>
      {asking ? (
        <Confirm
          title="真的要注销吗？"
          yes="注销，不能恢复"
          danger
          busy={erase.busy}
          onYes={() => void erase.run()}
          onClose={() => setAsking(false)}
        >
          所有手机和电脑上的登录马上失效。以后再登录，就是一个新的账号，看不到现在的案件。
        </Confirm>
      ) : null}
    </Card>
  );
}
