import { Empty } from '../../components/notice';
import { Screen } from '../../features/shell/screen';
import { go } from '../../platform/navigate';

/** For an address that leads nowhere. */
export default function NotFoundPage() {
  return (
    <Screen title="没有这个页面">
      <Empty icon="search" title="这里没有页面" action={{ label: '回首页', onPress: () => go('home') }}>
        地址可能打错了，或者页面已经搬走。
      </Empty>
    </Screen>
  );
}
