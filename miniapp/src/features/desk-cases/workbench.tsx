import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import type { IssueState } from '@gongzhi/shared/issues/states';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { classNames } from '../../components/class-names';
import { Empty } from '../../components/notice';
import { recall, remember } from '../../platform/storage';
import { movesOn, openCommands } from './action-column';
import { BatchBar } from './batch/batch-bar';
import { BatchDialog } from './batch/batch-dialog';
import { type BatchCommand, offersFor } from './batch/batch-plan';
import { CaseMap } from './case-map';
import { CasePanel, type LastDone } from './case-panel';
import type { DeskCommand } from './desk-commands';
import { FilterBar } from './filter-bar';
import { type CaseFilters, countNarrowings, sameFilters } from './filters';
import { focusForm, focusList, isInField } from './focus';
import { KeyHelp } from './key-help';
import type { KeyAction } from './keyboard';
import { QueueList } from './queue-list';
import { neighbour, nextToDo } from './queue-state';
import { ManageDialog } from './saved/manage-dialog';
import { SaveDialog } from './saved/save-dialog';
import { SavedLine } from './saved/saved-line';
import { useSavedFilters } from './saved/use-saved-filters';
import { useDeskCounts } from './use-counts';
import { useKeyboard } from './use-keyboard';
import { usePlaceOnDesk } from './use-place-on-desk';
import { useQueue } from './use-queue';
import { useSelection } from './use-selection';
import { doneWordsFor } from './words';
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
  caseHref: (id: string) => string;
}

type Dialog = 'help' | 'save' | 'manage' | { batch: BatchCommand } | null;

const isWide = () => matchMedia('(min-width: 1024px)').matches;

/** List and case side by side, on a phone one after the other. Filters and the case are in the page's address. */
export function Workbench(props: WorkbenchProps) {
  const { title, usual, states, views, units, aside, empty, sheetHref, caseHref } = props;
  const { filters, setFilters, chosenId, setChosenId } = usePlaceOnDesk(usual);
  const [command, setCommand] = useState<DeskCommand | null>(null);
  const [map, setMap] = useState(() => recall<boolean>('desk-map') ?? false);
  const [dialog, setDialog] = useState<Dialog>(null);
  const [last, setLast] = useState<LastDone | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const shown = useRef<IssueDetail | null>(null);
  /** Enter was pressed while the case was on its way. */
  const wantsForm = useRef(false);
  const queue = useQueue(filters);
  const { items, list, changes } = queue.state;
  const saved = useSavedFilters();
  const counts = useDeskCounts(filters, states, saved.items, changes);
  const picked = useSelection(items);

  const choose = useCallback(
    (id: string | null) => {
      setCommand(null);
      setLast(null);
      wantsForm.current = false;
      setChosenId(id);
    },
    [setChosenId],
  );
  const change = (part: Partial<CaseFilters>) => setFilters((old) => ({ ...old, ...part }));

  // Another case is read anew, even one that was open a moment ago: until then there is no form to go to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another case is chosen
  useEffect(() => {
    shown.current = null;
  }, [chosenId]);
  // On a wide screen the first case is open from the start; on a phone the list is.
  const first = items[0]?.id ?? null;
  useEffect(() => {
    if (!chosenId && first && isWide()) setChosenId(first);
  }, [chosenId, first, setChosenId]);
  // Other filters are another list: what was picked in the old one is not carried over, nor is its open case.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another list is there
  useEffect(() => {
    if (list < 2) return;
    picked.clear();
    if (isWide() && first && !items.some(({ id }) => id === chosenId)) choose(first);
  }, [list]);

  const next = chosenId ? nextToDo(queue.state, chosenId) : null;
  const onChanged = (issue: IssueDetail, given: DeskCommand | null, warnings: readonly string[] = []) => {
    shown.current = issue;
    if (!given) {
      queue.refreshed(issue);
      if (wantsForm.current) focusForm();
      wantsForm.current = false;
      return;
    }
    queue.commanded(issue, given);
    const more = openCommands(issue).some((each) => movesOn.has(each));
    if (more || warnings.length > 0 || !next || !isWide()) {
      focusForm(true);
      return;
    }
    // Nothing more to do here: on to the next one, and a way back to what was just done.
    choose(next.id);
    setLast({ id: issue.id, title: issue.title, words: doneWordsFor(given, issue.kind) });
    focusList();
  };
  const clear = () => setFilters({ ...usual, view: filters.view, order: filters.order });

  const walk = (step: 1 | -1, extending = false) => {
    const other = neighbour(items, chosenId, step);
    if (other) choose(other.id);
    else if (step === 1) queue.more();
    if (other && extending) picked.pick(other.id, 'range', chosenId);
  };
  const begin = (wanted: DeskCommand) => {
    if (picked.cases.length > 0) {
      const offer = offersFor(picked.cases).common.find((each) => each.command === wanted);
      if (offer) setDialog({ batch: offer.command });
      return;
    }
    if (shown.current?.id !== chosenId || !openCommands(shown.current).includes(wanted)) return;
    setMap(false);
    setCommand(wanted);
    focusForm();
  };
  const showMap = (on: boolean) => {
    remember('desk-map', on);
    setMap(on);
  };
  const openCase = () => {
    if (map) showMap(false);
    if (shown.current?.id === chosenId) focusForm();
    else wantsForm.current = true;
  };
  const openSaved = (at: number) => {
    const item = saved.items[at];
    if (item) setFilters(sameFilters(item.filters, filters) ? usual : item.filters);
  };
  const simple: Record<Extract<KeyAction, string>, () => void> = {
    next: () => walk(1),
    previous: () => walk(-1),
    extendNext: () => walk(1, true),
    extendPrevious: () => walk(-1, true),
    select: () => chosenId && picked.pick(chosenId, 'one', null),
    selectAll: () => picked.keep(items),
    open: openCase,
    search: () => search.current?.focus(),
    view: () => views && change({ view: filters.view === 'work' ? 'scope' : 'work' }),
    map: () => showMap(!map),
    refresh: queue.reload,
    saveFilter: () => setDialog('save'),
    help: () => setDialog('help'),
    leave: () => {
      if (!isInField()) picked.clear();
      focusList();
    },
  };
  useKeyboard((action) => {
    if (typeof action === 'string') simple[action]();
    else if ('saved' in action) openSaved(action.saved);
    else begin(action.command);
  });

  return (
    <div className={classNames('workbench', chosenId && 'workbench--open', map && 'workbench--map')}>
      <section className="workbench__list" aria-label={title}>
        <div className="workbench__head">
          <h1>{title}</h1>
          {aside}
          <button
            type="button"
            className="workbench__tool"
            aria-pressed={map}
            title="地图（m）"
            data-name="map"
            onClick={() => showMap(!map)}
          >
            地图
          </button>
          <button type="button" className="workbench__tool" aria-label="快捷键" onClick={simple.help}>
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
          counts={counts.chips}
        >
          <SavedLine
            saved={saved}
            counts={counts.saved}
            filters={filters}
            onOpen={openSaved}
            onSave={simple.saveFilter}
            onManage={() => setDialog('manage')}
            onClear={countNarrowings(filters) > 0 ? clear : null}
          />
        </FilterBar>
        <QueueList
          queue={queue}
          chosenId={chosenId}
          onChoose={choose}
          selected={picked.ids}
          onPick={(id, how) => picked.pick(id, how, chosenId)}
          onPickAll={(all) => (all ? picked.keep(items) : picked.clear())}
          onWalk={walk}
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
      {map ? (
        <CaseMap
          items={items}
          list={list}
          chosenId={chosenId}
          onChoose={choose}
          onOpen={openCase}
          place={filters.place}
          onPlace={(place) => change({ place })}
          onBack={() => {
            showMap(false);
            choose(null);
          }}
        />
      ) : null}
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
            last={last}
            onLast={() => last && choose(last.id)}
          />
        ) : (
          <Empty icon="list" title="选一个案件">
            左边点一件，或按 j、k 上下看。
          </Empty>
        )}
      </section>
      {picked.cases.length > 0 && !dialog ? (
        <BatchBar
          picked={picked.cases}
          onCommand={(batch) => setDialog({ batch })}
          onKeep={picked.keep}
          onClear={picked.clear}
        />
      ) : null}
      {dialog === 'help' ? <KeyHelp onClose={() => setDialog(null)} /> : null}
      {dialog === 'save' ? (
        <SaveDialog saved={saved} filters={filters} onClose={() => setDialog(null)} />
      ) : null}
      {dialog === 'manage' ? <ManageDialog saved={saved} onClose={() => setDialog(null)} /> : null}
      {dialog !== null && typeof dialog === 'object' ? (
        <BatchDialog
          command={dialog.batch}
          cases={picked.cases}
          caseHref={caseHref}
          onDone={(issue) => queue.commanded(issue, dialog.batch)}
          onStale={queue.refreshed}
          onClose={(left) => {
            setDialog(null);
            picked.keep(left);
          }}
        />
      ) : null}
    </div>
  );
}
