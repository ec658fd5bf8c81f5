import { Empty } from '../../../components/notice';
import { noFilters } from '../../../features/desk-cases/filters';
import { Workbench } from '../../../features/desk-cases/workbench';
import { caseHref, DeskPage, sheetHref } from '../desk-page';

/** A unit's desk: its tasks by deadline. */
export default function TasksPage() {
  return (
    <DeskPage title="处置" current="tasks" desks={['handle']}>
      <Workbench
        title="我们的任务"
        usual={noFilters}
        states={['dispatched', 'handled', 'closed']}
        views
        sheetHref={sheetHref}
        caseHref={caseHref}
        empty={
          <Empty icon="solved" title="没有要处置的任务">
            派给本单位的案件会按期限排在这里。
          </Empty>
        }
      />
    </DeskPage>
  );
}
