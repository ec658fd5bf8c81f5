import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import type { IssueState } from '@gongzhi/shared/issues/states';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { classNames } from '../../components/class-names';
import { Empty } from '../../components/notice';
import { openCommands } from './action-column';
import type { DeskCommand } from './api';
import { CasePanel } from './case-panel';
import { FilterBar } from './filter-bar';
import { type CaseFilters, countNarrowings, filtersFrom, searchFrom } from './filters';
import { KeyHelp } from './key-help';
import type { KeyAction } from './keyboard';
import { QueueList } from './queue-list';
import { neighbour, nextToDo } from './queue-state';
import { useKeyboard } from './use-keyboard';
import { useQueue } from './use-queue';
import './workbench.scss';

interface WorkbenchProps {
  title: string;
  /** What the list shows before anything is chosen. */
  usual: CaseFilters;
  states: readonly IssueState[];
  views?: boolean;
  units?: boolean;
  /** Beside the title, e.g. a way to enter a caller's report. */
  aside?: ReactNode;
  empty: ReactNode;
  sheetHref: (id: string) => string;
}

const idShape = /^[0-9a-f]{24}$/;

/** List and case side by side, on a phone one after the other. Filters and the case are in the page's address. */
export function Workbench(props: WorkbenchProps) {
  const { title, usual, states, views, units, aside, empty, sheetHref } = props;
  const [filters, setFilters] = useState(() => filtersFrom(location.search, usual));
  const [chosenId, setChosenId] = useState(() => {
    const id = new URLSearchParams(location.search).get('id') ?? '';
    return idShape.test(id) ? id : null;
  });
  const [command, setCommand] = useState<DeskCommand | null>(null);
  const [help, setHelp] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const shown = useRef<IssueDetail | null>(null);
  const queue = useQueue(filters);
  const { items } = queue.state;

  useEffect(() => {
    const query = new URLSearchParams(searchFrom(filters, usual));
    if (chosenId) query.set('id', chosenId);
    const address = `${location.pathname}${query.size > 0 ? `?${query}` : ''}`;
    // The router keeps its own marks in the state of the entry.
    history.replaceState(history.state, '', address);
  }, [filters, chosenId, usual]);

  const choose = useCallback((id: string | null) => {
    setCommand(null);
    setChosenId(id);
  }, []);
  const change = (part: Partial<CaseFilters>) => setFilters((old) => ({ ...old, ...part }));

  // On a wide screen the first case is open from the start; on a phone the list is.
  const first = items[0]?.id ?? null;
  useEffect(() => {
    if (!chosenId && first && matchMedia('(min-width: 1024px)').matches) setChosenId(first);
  }, [chosenId, first]);

  const onChanged = useCallback(
    (issue: IssueDetail, given: DeskCommand | null) => {
      shown.current = issue;
      if (given) queue.commanded(issue, given);
      else queue.refreshed(issue);
    },
    [queue.commanded, queue.refreshed],
  );
  const clear = () => setFilters({ ...usual, view: filters.view, order: filters.order });
  const next = chosenId ? nextToDo(queue.state, chosenId) : null;

  const begin = (wanted: DeskCommand) => {
    if (shown.current && openCommands(shown.current).includes(wanted)) setCommand(wanted);
    focusForm();
  };
  const act = (action: KeyAction) => {
    if (action === 'next' || action === 'previous') {
      const other = neighbour(items, chosenId, action === 'next' ? 1 : -1);
      if (other) choose(other.id);
      // Somebody who walks the list with the focus on it keeps the focus on the chosen row.
      if (other && document.activeElement?.id.startsWith('row-')) {
        document.getElementById(`row-${other.id}`)?.focus();
      }
      if (action === 'next' && !other) queue.more();
    } else if (action === 'open') focusForm();
    else if (action === 'accept' || action === 'dispatch') begin(action);
    else if (action === 'search') search.current?.focus();
    else if (action === 'help') setHelp(true);
    else if (chosenId) document.getElementById(`row-${chosenId}`)?.focus();
  };
  useKeyboard(act);

  return (
    <div className={classNames('workbench', chosenId && 'workbench--open')}>
      <section className="workbench__list" aria-label={title}>
        <div className="workbench__head">
          <h1>{title}</h1>
          {aside}
          <button type="button" className="workbench__help" aria-label="快捷键" onClick={() => setHelp(true)}>
            ?
          </button>
        </div>
        <FilterBar
          filters={filters}
          onChange={change}
          onClear={clear}
          states={states}
          views={views ?? false}
          units={units ?? false}
          searchRef={search}
        />
        <QueueList
          queue={queue}
          chosenId={chosenId}
          onChoose={choose}
          empty={
            countNarrowings(filters) > 0 ? (
              <Empty
                icon="search"
                title="没有符合条件的案件"
                action={{ label: '清除条件', onPress: clear }}
              />
            ) : (
              empty
            )
          }
        />
      </section>
      <section className="workbench__case" aria-label="案件">
        {chosenId ? (
          <CasePanel
            id={chosenId}
            command={command}
            onCommand={setCommand}
            sheetHref={sheetHref(chosenId)}
            onChanged={onChanged}
            next={next}
            onNext={() => next && choose(next.id)}
            onBack={() => choose(null)}
          />
        ) : (
          <Empty icon="list" title="选一个案件">
            左边点一件，或按 j、k 上下看。
          </Empty>
        )}
      </section>
      {help ? <KeyHelp onClose={() => setHelp(false)} /> : null}
    </div>
  );
}

/** Puts the focus into the form that is open, after it has been drawn. */
function focusForm(): void {
  requestAnimationFrame(() => {
    const box = document.getElementById('case-actions');
    const field = box?.querySelector<HTMLElement>('form input, form textarea, form select');
    (field ?? box)?.focus();
  });
}
