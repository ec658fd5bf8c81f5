import Taro, { useRouter } from '@tarojs/taro';
import { useEffect } from 'react';
import { ErrorPanel, SignInFirst } from '../../../components/notice';
import { CaseSheet } from '../../../features/desk-sheet/case-sheet';
import { DistrictMap } from '../../../features/places/district-map';
import { go } from '../../../platform/navigate';
import { useSignedIn } from '../../../platform/session';

/** The printable case sheet, without the desk around it. */
export default function SheetPage() {
  const { id = '' } = useRouter().params;
  const signedIn = useSignedIn();
  useEffect(() => {
    void Taro.setNavigationBarTitle({ title: '案卷 · 共治' });
  }, []);
  if (!signedIn) return <SignInFirst why="案卷只给有岗位的人看。" onSignIn={() => go('signIn')} />;
  return (
    <div className="sheet-page">
      {/^[0-9a-f]{24}$/.test(id) ? (
        <CaseSheet id={id} DistrictMap={DistrictMap} />
      ) : (
        <ErrorPanel message="没有找到这个案件" />
      )}
    </div>
  );
}
