import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { ErrorPanel } from '../../../components/notice';
import { CasePanel } from '../../../features/desk-cases/case-panel';
import type { DeskCommand } from '../../../features/desk-cases/desk-commands';
import { DeskPage, sheetHref } from '../desk-page';

const unchanged = () => undefined;

/** One case by its address, from the table of all cases or from a link. */
export default function CasePage() {
  const { id = '' } = useRouter().params;
  const [command, setCommand] = useState<DeskCommand | null>(null);
  return (
    <DeskPage title="案件" current="cases" desks={['dispatch', 'handle', 'check', 'manage', 'figures']}>
      {/^[0-9a-f]{24}$/.test(id) ? (
        <CasePanel
          id={id}
          command={command}
          onCommand={setCommand}
          sheetHref={sheetHref(id)}
          onChanged={unchanged}
          next={null}
          onNext={unchanged}
          onBack={() => void Taro.redirectTo({ url: '/pages/desk/cases/index' })}
        />
      ) : (
        <ErrorPanel message="没有找到这个案件" />
      )}
    </DeskPage>
  );
}
