import { PlacesDesk } from '../../../features/desk-places/places-desk';
import { DistrictMap } from '../../../features/places/district-map';
import { DeskPage } from '../desk-page';

/** Where the bureau keeps its register of areas and objects. */
export default function PlacesPage() {
  return (
    <DeskPage title="地点档案" current="places" desks={['manage']}>
      <PlacesDesk DistrictMap={DistrictMap} />
    </DeskPage>
  );
}
