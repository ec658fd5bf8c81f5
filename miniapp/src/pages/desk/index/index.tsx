import Taro from '@tarojs/taro';
import { useEffect } from 'react';
import { Skeleton } from '../../../components/skeleton';
import { DeskShell } from '../../../features/desk-shell/desk-shell';
import { deskPlaces, firstPlace } from '../../../features/desk-shell/desks';
import { useMe } from '../../../platform/login';

/** `/desk`: goes on to the first desk this person has. */
export default function DeskIndexPage() {
  const me = useMe();
  const place = me ? firstPlace(me.desks) : null;
  useEffect(() => {
    if (place) void Taro.redirectTo({ url: deskPlaces[place].page });
  }, [place]);
  return (
    <DeskShell title="工作台" desks={['dispatch', 'handle', 'check', 'supervise', 'manage', 'figures']}>
      <Skeleton rows={6} />
    </DeskShell>
  );
}
