import { CaseTable } from '../../../features/desk-cases/case-table';
import { caseHref, DeskPage, sheetHref } from '../desk-page';

/** Every case this person's posts let them see, as a table that can be taken away as a file. */
export default function CasesPage() {
  return (
    <DeskPage title="案件" current="cases" desks={['dispatch', 'handle', 'check', 'manage', 'figures']}>
      <CaseTable caseHref={caseHref} sheetHref={sheetHref} />
    </DeskPage>
  );
}
