import { People } from '../../../features/desk-people/people';
import { DeskPage } from '../desk-page';

/** Where the administrator and the bureau say who works here. */
export default function PeoplePage() {
  return (
    <DeskPage title="岗位与单位" current="people" desks={['manage']}>
      <People />
    </DeskPage>
  );
}
