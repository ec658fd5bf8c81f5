import { organisationKindLabels } from '@gongzhi/shared/organisations/labels';
import { type UnitKind, unitKindLabels } from '@gongzhi/shared/standards/labels';
import { useState } from 'react';
import { SearchBox } from '../../components/search-box';
import { Tag } from '../../components/state-tag';
import { usePages } from '../../platform/use-pages';
import { listOrganisations } from './api';
import { PagedList } from './paged-list';

const lineWords = (line: string) => unitKindLabels[line as UnitKind] ?? line;

/** The directory of organisations: what each answers for and where. */
export function Organisations() {
  const [q, setQ] = useState('');
  const pages = usePages(`organisations ${q}`, (cursor) => listOrganisations(q, cursor));
  return (
    <>
      <div className="people__bar">
        <SearchBox value={q} label="找单位" placeholder="名称或编码" onChange={setQ} />
      </div>
      <PagedList pages={pages} empty={q ? '没有这样的单位' : '还没有单位，可以从文件导入'}>
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
              </li>
            ))}
          </ul>
        )}
      </PagedList>
    </>
  );
}
