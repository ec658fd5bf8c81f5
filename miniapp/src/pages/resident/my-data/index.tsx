import type { Me } from '@gongzhi/shared/identity/schema';
import { myDataContracts } from '@gongzhi/shared/my-data/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { FailureLine } from '../../../components/failure-line';
import { ListRow } from '../../../components/list-row';
import { Skeleton } from '../../../components/skeleton';
import { when } from '../../../components/when';
import { Screen } from '../../../features/shell/screen';
import { now } from '../../../platform/clock';
import { useMe } from '../../../platform/login';
import { go } from '../../../platform/navigate';
import { saveCopy } from '../../../platform/save-copy';
import { useAction } from '../../../platform/use-action';
import './index.scss';

/** What is kept about me, and what I can do about it. */
export default function MyDataPage() {
  const me = useMe();
  return (
    <Screen title="我的信息" signIn="登录后能查看、拿走和删除您的信息。">
      {me ? <Kept me={me} /> : <Skeleton rows={4} />}
      <TakeCopy />
      <Card flush>
        <ListRow icon="info" title="隐私与须知" onPress={() => go('privacy')} />
        <ListRow icon="out" title="注销账号" note="删除您的个人信息，撤回同意" onPress={() => go('erase')} />
      </Card>
    </Screen>
  );
}

function Kept({ me }: { me: Me }) {
  const consent = me.consent
    ? `第 ${me.consent.version} 版，${when(now(), me.consent.at)}同意`
    : me.kind === 'demo'
      ? '演示人物，不用同意'
      : '还没有同意';
  return (
    <Card flush title="账号">
      <ListRow title="称呼" note={me.name} />
      <ListRow title="手机号" note={me.phoneMasked ?? '没有留'} />
      <ListRow title="隐私说明和用户须知" note={consent} />
      <ListRow title="账号编号" note={me.id} />
    </Card>
  );
}

function TakeCopy() {
  const [said, setSaid] = useState<string | null>(null);
  const take = useAction(async () => setSaid(await saveCopy(myDataContracts.copy, '我的信息.json')));
  return (
    <Card title="拿一份副本">
      <View className="my-data__words">
        系统里关于您的一切：账号、同意记录、登录记录、岗位、上报过和遇到过的案件、照片地址、评价、消息、投诉。是一份文字文件，用记事本就能看。一小时最多拿五次。
      </View>
      <FailureLine message={take.failure?.message} />
      {said ? (
        <View className="my-data__words" role="status">
          {said}
        </View>
      ) : null}
      <Button name="take-copy" kind="plain" wide busy={take.busy} onPress={() => void take.run()}>
        拿一份副本
      </Button>
    </Card>
  );
}
