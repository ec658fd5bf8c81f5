import { organisationKindLabels } from '@gongzhi/shared/organisations/labels';
import type { OrganisationView } from '@gongzhi/shared/organisations/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { SearchBox } from '../../components/search-box';
import { SelectBox } from '../../components/select-box';
import { Tag } from '../../components/state-tag';
import { when } from '../../components/when';
import { now } from '../../platform/clock';
import { usePages } from '../../platform/use-pages';
import { listOrganisations } from './api';
import { lineWords, OrganisationForm } from './organisation-form';
import { PagedList } from './paged-list';
import { RetireUnit, retireWord } from './retire-unit';

const states = [{ value: 'retired', label: '已停用' }] as const;

/** The directory of organisations: what each answers for and where. */
export function Organisations() {
  const [q, setQ] = useState('');
  const [state, setState] = useState<'retired' | ''>('');
  const [canEdit, setCanEdit] = useState(false);
  const [edited, setEdited] = useState<OrganisationView | 'new' | null>(null);
  const [retiring, setRetiring] = useState<OrganisationView | null>(null);
  const pages = usePages(`organisations ${state} ${q}`, async (cursor) => {
    const page = await listOrganisations(q, cursor, state || undefined);
    setCanEdit(page.canEdit);
    return page;
  });
  const done = () => {
    setEdited(null);
    setRetiring(null);
    pages.reload();
  };
  return (
    <>
      <div className="people__bar">
        <SearchBox value={q} label="找单位" placeholder="名称或编码" onChange={setQ} />
        <SelectBox label="状态" none="在用" value={state} options={states} onChange={setState} />
        {canEdit ? (
          <Button kind="plain" icon="plus" name="new-unit" onPress={() => setEdited('new')}>
            新增单位
          </Button>
        ) : null}
      </div>
      <PagedList pages={pages} empty={emptyWords(q, state)}>
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
                    ].join(' · ')}
                    {unit.phone ? (
                      <>
                        {' · '}
                        <b className="people__phone tabular">{unit.phone}</b>
                      </>
                    ) : null}
                  </span>
                  {unit.retirement ? (
                    <span>{`${when(now(), unit.retirement.at)}停用：${unit.retirement.why}`}</span>
                  ) : null}
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
                    {unit.active ? (
                      <Button kind="quiet" label={`修改${unit.name}`} onPress={() => setEdited(unit)}>
                        修改
                      </Button>
                    ) : null}
                    {unit.kind === 'bureau' ? null : (
                      <Button
                        kind="quiet"
                        label={`${retireWord(unit)}${unit.name}`}
                        onPress={() => setRetiring(unit)}
                      >
                        {retireWord(unit)}
                      </Button>
                    )}
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
      {retiring ? <RetireUnit unit={retiring} onDone={done} onClose={() => setRetiring(null)} /> : null}
    </>
  );
}

function emptyWords(q: string, state: 'retired' | ''): string {
  if (q) return '没有这样的单位';
  return state ? '没有停用的单位' : '还没有单位，可以新增，也可以从文件导入';
}
