import { type IssueState, stateFacts } from '@gongzhi/shared/issues/states';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import { searchMatters } from '@gongzhi/shared/standards/search';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Combobox } from '../../components/combobox';
import { Pressable } from '../../components/pressable';
import { SelectBox } from '../../components/select-box';
import { searchOrganisations, searchPlaces } from './api';
import { useDeskTools } from './desk-tools';
import './filter-bar.scss';
import { type CaseFilters, countNarrowings } from './filters';

interface FilterBarProps {
  filters: CaseFilters;
  onChange: (change: Partial<CaseFilters>) => void;
  onClear: () => void;
  /** States worth a chip of their own on this page. */
  states: readonly IssueState[];
  /** Whether there is a choice between what waits for me and all I may see. */
  views?: boolean;
  /** Whether the unit is worth choosing. */
  units?: boolean;
  searchRef?: RefObject<HTMLInputElement>;
  /** All filters in sight, for a page with room. */
  wide?: boolean;
  /** How many cases each chip would leave, by state; '' while not known. */
  counts?: Readonly<Partial<Record<IssueState | 'late', string>>>;
  /** A line between the search and the chips. */
  children?: ReactNode;
}

const SEARCH_PATIENCE_MS = 350;

/** What the list is narrowed to. The few used all day are in sight, the others one press away. */
export function FilterBar(props: FilterBarProps) {
  const { filters, onChange, onClear, states, views, wide, counts, children } = props;
  const [open, setOpen] = useState(false);
  const narrowings = countNarrowings(filters);
  const toggle = (state: IssueState) =>
    onChange({
      states: filters.states.includes(state)
        ? filters.states.filter((each) => each !== state)
        : [...filters.states, state],
    });
  return (
    <search className={`filters${wide ? ' filters--wide' : ''}`} aria-label="筛选案件">
      <div className="filters__line">
        {views ? (
          <fieldset className="filters__views" aria-label="范围">
            <Pressable
              className="filters__view"
              pressed={filters.view === 'work'}
              onPress={() => onChange({ view: 'work' })}
            >
              等我办
            </Pressable>
            <Pressable
              className="filters__view"
              pressed={filters.view === 'scope'}
              onPress={() => onChange({ view: 'scope' })}
            >
              全部
            </Pressable>
          </fieldset>
        ) : null}
        <WordsBox {...props} />
        <Pressable
          className="filters__order"
          label={filters.order === 'due' ? '按期限 ↓，改为按时间排' : '最新在前 ↓，改为按期限排'}
          onPress={() => onChange({ order: filters.order === 'due' ? 'newest' : 'due' })}
        >
          {filters.order === 'due' ? '按期限 ↓' : '最新在前 ↓'}
        </Pressable>
      </div>
      {children}
      <fieldset className="filters__chips" aria-label="状态">
        <Pressable
          className="filters__chip"
          pressed={filters.late}
          onPress={() => onChange({ late: !filters.late })}
        >
          已超时
          {counts ? <span className="filters__count tabular">{counts.late}</span> : null}
        </Pressable>
        {states.map((state) => (
          <Pressable
            key={state}
            className="filters__chip"
            pressed={filters.states.includes(state)}
            onPress={() => toggle(state)}
          >
            {stateFacts[state].label}
            {counts ? <span className="filters__count tabular">{counts[state]}</span> : null}
          </Pressable>
        ))}
        {wide ? null : (
          <Pressable className="filters__chip" expanded={open} onPress={() => setOpen(!open)}>
            {open ? '收起' : '更多筛选'}
          </Pressable>
        )}
        {wide && narrowings > 0 ? (
          <Pressable className="filters__chip filters__chip--clear" onPress={onClear}>
            {`清除 ${narrowings} 个条件`}
          </Pressable>
        ) : null}
      </fieldset>
      {open || wide ? <MoreFilters {...props} /> : <Chosen {...props} />}
    </search>
  );
}

/** Words are searched for once the typing stops. */
function WordsBox({ filters, onChange, searchRef }: FilterBarProps) {
  const [words, setWords] = useState(filters.q);
  useEffect(() => setWords(filters.q), [filters.q]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the wait
  useEffect(() => {
    if (words.trim() === filters.q) return;
    const timer = setTimeout(() => onChange({ q: words.trim() }), SEARCH_PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <input
      ref={searchRef}
      className="text-input filters__words"
      type="search"
      aria-label="按编号、文字或地址搜索"
      title="编号、文字、地址"
      placeholder="搜索"
      maxLength={60}
      value={words}
      onChange={(event) => setWords(event.target.value)}
    />
  );
}

/** Names of chosen filters that are out of sight. */
function Chosen({ filters, onChange }: FilterBarProps) {
  const { catalogue } = useDeskTools();
  const group = catalogue?.groups.find(({ code }) => code === filters.groupCode)?.name;
  const matter = catalogue?.matters.find(({ code }) => code === filters.matterCode)?.name;
  const chosen: [string, Partial<CaseFilters>][] = [];
  if (filters.place) chosen.push([filters.place.name, { place: null }]);
  if (filters.organisation) chosen.push([filters.organisation.name, { organisation: null }]);
  if (filters.groupCode) chosen.push([group ?? '分组', { groupCode: null }]);
  if (filters.matterCode) chosen.push([matter ?? '类别', { matterCode: null }]);
  if (chosen.length === 0) return null;
  return (
    <div className="filters__chips">
      {chosen.map(([name, change]) => (
        <Pressable
          key={name}
          className="filters__chip"
          pressed
          label={`去掉条件：${name}`}
          onPress={() => onChange(change)}
        >
          {`${name} ×`}
        </Pressable>
      ))}
    </div>
  );
}

function MoreFilters({ filters, onChange, units }: FilterBarProps) {
  const { catalogue } = useDeskTools();
  const matter = catalogue?.matters.find(({ code }) => code === filters.matterCode);
  return (
    <div className="filters__more">
      <Combobox
        id="filter-place"
        label="地区"
        placeholder="街道、社区或小区"
        value={filters.place}
        onChange={(place) => onChange({ place: place && { id: place.id, name: place.name } })}
        search={async (q) => {
          const { items } = await searchPlaces(q ? { q } : { kind: 'street_office,town' });
          return items.map(({ id, name, kind }) => ({ id, name, note: placeKindLabels[kind] }));
        }}
      />
      <SelectBox
        label="分组"
        none="所有分组"
        value={filters.groupCode ?? ''}
        options={(catalogue?.groups ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(code) => onChange({ groupCode: code || null })}
      />
      <Combobox
        id="filter-matter"
        label="类别"
        placeholder="类别名称或首字母"
        value={matter ? { id: matter.code, name: matter.name } : null}
        onChange={(picked) => onChange({ matterCode: picked?.id ?? null })}
        search={(q) =>
          catalogue && q
            ? searchMatters(catalogue, q, 12).map(({ code, name }) => ({ id: code, name, note: code }))
            : []
        }
        empty="输入名称来找"
      />
      {units ? (
        <Combobox
          id="filter-unit"
          label="单位"
          placeholder="处置单位"
          value={filters.organisation}
          onChange={(unit) => onChange({ organisation: unit && { id: unit.id, name: unit.name } })}
          search={async (q) =>
            (await searchOrganisations(q, 'all')).items.map(({ id, name }) => ({ id, name }))
          }
        />
      ) : null}
    </div>
  );
}
