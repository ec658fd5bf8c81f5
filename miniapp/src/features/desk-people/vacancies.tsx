import { organisationKindLabels } from '@gongzhi/shared/organisations/labels';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import { roleLabels } from '@gongzhi/shared/posts/labels';
import { vacancyRules } from '@gongzhi/shared/posts/rules';
import type { PostRole, Vacancy } from '@gongzhi/shared/posts/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Combobox, type ComboOption } from '../../components/combobox';
import { SelectBox } from '../../components/select-box';
import { Sheet } from '../../components/sheet';
import { usePages } from '../../platform/use-pages';
import { useRemote } from '../../platform/use-remote';
import { findPlaces, listVacancies } from './api';
import { AppointForm } from './appoint-form';
import { PagedList } from './paged-list';

const roleOptions = vacancyRules.map(({ role }) => ({ value: role, label: roleLabels[role] }));
const whatLabels: Record<string, string> = { ...placeKindLabels, ...organisationKindLabels };

/** Where somebody ought to be in post and nobody is; each is filled from here. */
export function Vacancies() {
  const [role, setRole] = useState<PostRole | ''>('');
  const [area, setArea] = useState<ComboOption | null>(null);
  const [filling, setFilling] = useState<Vacancy | null>(null);
  const key = `${role} ${area?.id ?? ''}`;
  const counts = useRemote(`vacancy-counts ${key}`, () => listVacancies(role, area?.id));
  const pages = usePages(`vacancies ${key}`, async (cursor) => {
    const page = await listVacancies(role, area?.id, cursor);
    return { ...page, items: page.items.map((each) => ({ ...each, id: `${each.role}-${each.scope.id}` })) };
  });
  return (
    <>
      <div className="people__bar">
        <Combobox
          id="vacancy-area"
          label="哪个区域"
          value={area}
          onChange={setArea}
          search={searchAreas}
          placeholder="全区，或选街道、社区"
        />
        <SelectBox
          label="岗位"
          none="应该都有人的岗位"
          value={role}
          options={roleOptions}
          onChange={setRole}
        />
      </div>
      <ul className="people__counts" aria-label="空缺数">
        {(counts.data?.counts ?? []).map((each) => (
          <li key={each.role}>
            <strong className="tabular">{each.vacant}</strong>
            <span>{`${roleLabels[each.role]}空缺，共 ${each.all} 处`}</span>
          </li>
        ))}
      </ul>
      <PagedList pages={pages} empty="都有人了">
        {(items) => (
          <ul className="people__list">
            {items.map((vacancy) => (
              <li key={vacancy.id}>
                <div className="people__who">
                  <strong>{vacancy.scope.name}</strong>
                  <span>
                    {[
                      `缺${roleLabels[vacancy.role]}`,
                      whatLabels[vacancy.scope.what],
                      vacancy.scope.where || '全区',
                    ].join(' · ')}
                  </span>
                </div>
                <div className="people__acts">
                  <Button
                    kind="quiet"
                    label={`任命${vacancy.scope.name}的${roleLabels[vacancy.role]}`}
                    onPress={() => setFilling(vacancy)}
                  >
                    任命
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        )}
      </PagedList>
      {filling ? (
        <Sheet
          title={`任命${filling.scope.name}的${roleLabels[filling.role]}`}
          onClose={() => setFilling(null)}
        >
          <AppointForm
            roles={roleOptions}
            known={filling}
            onDone={() => {
              setFilling(null);
              pages.reload();
              counts.reload();
            }}
          />
        </Sheet>
      ) : null}
    </>
  );
}

async function searchAreas(q: string): Promise<ComboOption[]> {
  const { items } = await findPlaces(q);
  return items.map(({ id, name, kind }) => ({ id, name, note: placeKindLabels[kind] }));
}
