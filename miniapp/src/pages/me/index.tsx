import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Confirm } from '../../components/confirm';
import { ListRow } from '../../components/list-row';
import { Skeleton } from '../../components/skeleton';
import { AppointmentCodeSheet } from '../../features/identity/appointment-code';
import { EditMe } from '../../features/identity/edit-me';
import { DraftsRow, useUnsentCount } from '../../features/issues/drafts/drafts-row';
import { dropDraftsOf } from '../../features/issues/drafts/drop-drafts';
import { SignOutQuestion } from '../../features/issues/drafts/sign-out-question';
import { LookSettings } from '../../features/shell/look-settings';
import { Screen } from '../../features/shell/screen';
import { signOut, useMe } from '../../platform/login';
import { go } from '../../platform/navigate';
import { useDeviceOwner, useSignedIn } from '../../platform/session';
import { useAction } from '../../platform/use-action';
import './index.scss';

export default function MePage() {
  const signedIn = useSignedIn();
  return (
    <Screen title="我的" tab="me">
      {signedIn ? <Person /> : <Guest />}
      <LookSettings />
      <Card flush>
        <ListRow icon="chart" title="公开数据" onPress={() => go('figures')} />
        <ListRow icon="toilet" title="找公厕" onPress={() => go('toilets')} />
        {signedIn ? (
          <ListRow icon="lock" title="我的信息" note="查看、拿走、删除" onPress={() => go('myData')} />
        ) : null}
        <ListRow icon="edit" title="投诉与反馈" onPress={() => go('complaints')} />
        <ListRow icon="lock" title="隐私与须知" onPress={() => go('privacy')} />
        <ListRow icon="info" title="关于" onPress={() => go('about')} />
      </Card>
      {signedIn ? <SignOut /> : null}
    </Screen>
  );
}

function Guest() {
  return (
    <Card title="还没有登录">
      <View className="me__words">不登录也可以看身边的案件。登录后可以上报，看它后来怎样，还可以评价。</View>
      <Button wide onPress={() => go('signIn')}>
        去登录
      </Button>
    </Card>
  );
}

function Person() {
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const [reporting, setReporting] = useState(false);
  if (!me) return <Skeleton rows={2} />;
  return (
    <View>
      <Card>
        <View className="me__head">
          <View>
            <View className="me__name">{me.name}</View>
            <Text className="me__phone tabular">{me.phoneMasked ?? '还没有留手机号'}</Text>
          </View>
          <Button kind="quiet" icon="edit" onPress={() => setEditing(true)}>
            修改
          </Button>
        </View>
      </Card>
      {me.posts.length > 0 ? (
        <Card flush title="我的岗位">
          {me.posts.map((post) => (
            <ListRow key={post.id} icon="people" title={post.title} note={post.scope.name} />
          ))}
        </Card>
      ) : null}
      <Card flush>
        {me.desks.length > 0 ? (
          <ListRow icon="desk" title="工作台" note="等我办的，按期限排" onPress={() => go('tasks')} />
        ) : null}
        <ListRow icon="list" title="我的案件" onPress={() => go('mine')} />
        <DraftsRow />
        <ListRow icon="bell" title="消息" badge={me.unread} onPress={() => go('inbox')} />
        <ListRow
          icon="people"
          title="报到码"
          note="单位任命您担任岗位时用"
          onPress={() => setReporting(true)}
        />
      </Card>
      {reporting ? <AppointmentCodeSheet onClose={() => setReporting(false)} /> : null}
      {editing ? <EditMe me={me} onClose={() => setEditing(false)} /> : null}
    </View>
  );
}

function SignOut() {
  const [asking, setAsking] = useState(false);
  const unsent = useUnsentCount();
  const owner = useDeviceOwner();
  const leave = useAction(async (drops: boolean) => {
    if (drops && owner) await dropDraftsOf(owner);
    await signOut();
    setAsking(false);
  });
  return (
    <View>
      <Button kind="plain" icon="out" wide onPress={() => setAsking(true)}>
        退出登录
      </Button>
      {asking && unsent > 0 ? (
        <SignOutQuestion
          count={unsent}
          busy={leave.busy}
          onKeep={() => void leave.run(false)}
          onDrop={() => void leave.run(true)}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {asking && unsent === 0 ? (
        <Confirm
          title="退出登录？"
          yes="退出"
          busy={leave.busy}
          onYes={() => void leave.run(false)}
          onClose={() => setAsking(false)}
        >
          您的案件不受影响，再登录就能看到。
        </Confirm>
      ) : null}
    </View>
  );
}
