import { organisationKindLabels } from '@gongzhi/shared/organisations/labels';
import type { OrganisationView } from '@gongzhi/shared/organisations/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { SearchBox } from '../../components/search-box';
import { Tag } from '../../components/state-tag';
import { usePages } from '../../platform/use-pages';
import { listOrganisations } from './api';
import { lineWords, OrganisationForm } from './organisation-form';
import { PagedList } from './paged-list';

/** The directory of organisations: what each answers for and where. */
export function Organisations() {
  const [q, setQ] = useState('');
  const [canEdit, setCanEdit] = useState(false);
  const [edited, setEdited] = useState<OrganisationView | 'new' | null>(null);
  const pages = usePages(`organisations ${q}`, async (cursor) => {
    const page = await listOrganisations(q, cursor);
    setCanEdit(page.canEdit);
    return page;
  });
  const done = () => {
    setEdited(null);
    pages.reload();
  };
  return (
    <>
      <div className="people__bar">
        <SearchBox value={q} label="找单位" placeholder="名称或编码" onChange={setQ} />
        {canEdit ? (
          <Button kind="plain" icon="plus" name="new-unit" onPress={() => setEdited('new')}>
            新增单位
          </Button>
        ) : null}
      </div>
      <PagedList pages={pages} empty={q ? '没有这样的单位' : '还没有单位，可以新增，也可以从文件导入'}>
        {(items) => (
          <ul className="people__list">
            {items.map((unit) => (
              <li key={unit.id}>
                <div className="people__who">
                  <strong>{unit.name}</strong>
                  <span>
                    {[
                      organisationKindLabels[unit.kind],
                      unit.code,
                      unit.places.length > 0 ? unit.places.map(({ name }) => name).join('、') : '全区',
                      unit.phone,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </div>
                <div className="people__lines">
                  {unit.lines.map((line) => (
                    <Tag key={line} tone="neutral">
                      {lineWords(line)}
                    </Tag>
                  ))}
                  {unit.active ? null : (
                    <Tag tone="refused" icon="ended">
                      已停用
                    </Tag>
                  )}
                </div>
                {canEdit ? (
                  <div className="people__acts">
                    <Button kind="quiet" label={`修改${unit.name}`} onPress={() => setEdited(unit)}>
                      修改
                    </Button>
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </PagedList>
      {edited ? (
        <OrganisationForm
          unit={edited === 'new' ? null : edited}
          onDone={done}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </>
  );
}
