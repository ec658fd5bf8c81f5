import { Complaints } from '../../../features/desk-complaints/complaints';
import { DeskShell } from '../../../features/desk-shell/desk-shell';

/** Where the bureau answers what people complain of. */
export default function DeskComplaintsPage() {
  return (
    <DeskShell title="投诉与反馈" current="complaints" desks={['manage']}>
      <Complaints />
    </DeskShell>
  );
}
