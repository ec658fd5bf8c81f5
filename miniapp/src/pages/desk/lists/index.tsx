import { Lists } from '../../../features/desk-lists/lists';
import { useCatalogue } from '../../../features/standards/use-catalogue';
import { DeskPage } from '../desk-page';

/** Where the bureau writes, compares and publishes the three lists. */
export default function ListsPage() {
  const catalogue = useCatalogue();
  return (
    <DeskPage title="三张清单" current="lists" desks={['manage']}>
      <Lists catalogue={catalogue} />
    </DeskPage>
  );
}
