import Taro from '@tarojs/taro';
import { Button } from '../../../components/button';
import { Empty } from '../../../components/notice';
import { noFilters } from '../../../features/desk-cases/filters';
import { Workbench } from '../../../features/desk-cases/workbench';
import { caseHref, DeskPage, sheetHref } from '../desk-page';

/** The dispatcher's desk: what waits to be accepted, filed, dispatched and closed. */
export default function QueuePage() {
  return (
    <DeskPage title="派遣" current="queue" desks={['dispatch']}>
      <Workbench
        title="派遣"
        usual={noFilters}
        states={['reported', 'accepted', 'filed', 'dispatched', 'handled', 'verified']}
        views
        units
        sheetHref={sheetHref}
        caseHref={caseHref}
        aside={
          <Button
            kind="quiet"
            icon="phone"
            name="enter-report"
            onPress={() => void Taro.redirectTo({ url: '/pages/desk/report/index' })}
          >
            登记来电
          </Button>
        }
        empty={
          <Empty icon="solved" title="没有等您办的案件">
            新的上报进来会显示在这里。也可以切到“全部”看看。
          </Empty>
        }
      />
    </DeskPage>
  );
}
