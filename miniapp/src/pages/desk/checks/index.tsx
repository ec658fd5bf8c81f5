import { Empty } from '../../../components/notice';
import { noFilters } from '../../../features/desk-cases/filters';
import { Workbench } from '../../../features/desk-cases/workbench';
import { caseHref, DeskPage, sheetHref } from '../desk-page';

/** The desk of grid workers and chiefs: what is to be checked on site. */
export default function ChecksPage() {
  return (
    <DeskPage title="核查" current="checks" desks={['check']}>
      <Workbench
        title="等我核查"
        usual={noFilters}
        states={['dispatched', 'handled', 'verified', 'closed']}
        views
        sheetHref={sheetHref}
        caseHref={caseHref}
        empty={
          <Empty icon="solved" title="没有要核查的案件">
            单位处理完的案件会按期限排在这里。
          </Empty>
        }
      />
    </DeskPage>
  );
}
