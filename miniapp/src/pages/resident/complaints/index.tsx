import { View } from '@tarojs/components';
import { BureauContact } from '../../../components/bureau-contact';
import { Button } from '../../../components/button';
import { Empty, ErrorPanel, SignInFirst } from '../../../components/notice';
import { Skeleton } from '../../../components/skeleton';
import { myComplaints } from '../../../features/complaints/api';
import { ComplaintCard } from '../../../features/complaints/complaint-card';
import { Screen } from '../../../features/shell/screen';
import { go } from '../../../platform/navigate';
import { useSignedIn } from '../../../platform/session';
import { usePages } from '../../../platform/use-pages';

/** Whom to turn to when something is wrong; how to reach the bureau is there without an account, too. */
export default function ComplaintsPage() {
  const signedIn = useSignedIn();
  return (
    <Screen
      title="投诉与反馈"
      footer={
        signedIn ? (
          <Button name="complain" onPress={() => go('complain')}>
            写一条
          </Button>
        ) : null
      }
    >
      {signedIn ? (
        <Mine />
      ) : (
        <SignInFirst why="登录后可以写投诉，答复会到您的消息里。" onSignIn={() => go('signIn')} />
      )}
      <BureauContact title="也可以直接联系" />
    </Screen>
  );
}

function Mine() {
  const { items, failure, loading, complete, more, reload } = usePages('my-complaints', myComplaints);
  return (
    <View>
      {items.map((complaint) => (
        <ComplaintCard key={complaint.id} complaint={complaint} />
      ))}
      {items.length === 0 && loading ? <Skeleton rows={3} /> : null}
      {items.length === 0 && !loading && !failure ? (
        <Empty icon="edit" title="您还没有投诉过">
          公开的内容不妥、办得不公，或者有别的话要说，点下面的“写一条”。要投诉一个案件里的内容，也可以在那个案件的页面上点“投诉这条内容”。
        </Empty>
      ) : null}
      {failure ? <ErrorPanel message={failure.message} onRetry={items.length > 0 ? more : reload} /> : null}
      {items.length > 0 && !complete && !failure ? (
        <Button kind="plain" wide busy={loading} onPress={more}>
          再看一些
        </Button>
      ) : null}
    </View>
  );
}
