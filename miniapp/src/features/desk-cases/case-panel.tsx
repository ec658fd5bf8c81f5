import type { CommandResult, IssueCard, IssueDetail } from '@gongzhi/shared/issues/schema';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import type { AppFailure } from '../../platform/failure';
import { ActionColumn, type LastDone, openCommands } from './action-column';
import type { DeskCommand } from './desk-commands';
import './case-panel.scss';
import { CaseStory } from './case-story';
import { focusForm } from './focus';
import { useCase } from './use-case';
import { useNewerCase } from './use-newer-case';
import { changedWords, commandLabel } from './words';

export type { LastDone };

interface CasePanelProps {
  id: string;
  command: DeskCommand | null;
  onCommand: (command: DeskCommand | null) => void;
  sheetHref: string;
  /** Tells the list what became of the case. */
  onChanged: (issue: IssueDetail, command: DeskCommand | null, warnings?: readonly string[]) => void;
  next: IssueCard | null;
  onNext: () => void;
  onBack: () => void;
  /** What was done to the case before this one, and the way back to it. */
  last?: LastDone | null;
  onLast?: () => void;
}

/** One case: its story, and beside it what can be done. */
export function CasePanel(props: CasePanelProps) {
  const { id, command, onCommand, sheetHref, onChanged, next, onNext, onBack } = props;
  const { data: issue, failure, reload, put } = useCase(id);
  const [done, setDone] = useState<{ command: DeskCommand; warnings: readonly string[] } | null>(null);
  const [staleAt, setStaleAt] = useState<number | null>(null);

  const newer = useNewerCase(issue, done !== null);
  const showNewer = () => {
    if (!newer) return;
    setDone(null);
    put(newer);
    focusForm();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another case starts clean
  useEffect(() => {
    setDone(null);
    setStaleAt(null);
  }, [id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list takes over what was read, whoever changed it
  useEffect(() => {
    if (issue) onChanged(issue, null);
  }, [issue?.id, issue?.version]);

  const onDone = (result: CommandResult, given: DeskCommand) => {
    put(result.issue);
    setDone({ command: given, warnings: result.warnings });
    setStaleAt(null);
    onCommand(null);
    onChanged(result.issue, given, result.warnings);
  };
  const onStale = (_: AppFailure) => {
    setStaleAt(issue?.version ?? 0);
    reload();
  };

  return (
    <div className="case-panel">
      <button type="button" className="case-panel__back" onClick={onBack}>
        ‹ 回到列表
      </button>
      {issue ? (
        <div className="case-panel__columns">
          <div className="case-panel__story">
            <CaseStory issue={issue} sheetHref={sheetHref} />
            <ToActions issue={issue} />
          </div>
          <div className="case-panel__actions">
            <ActionColumn
              issue={issue}
              command={command}
              onCommand={onCommand}
              onDone={onDone}
              onStale={onStale}
              done={done}
              stale={
                staleAt === null || staleAt === issue.version
                  ? null
                  : `${changedWords(issue)}您填的内容没有提交。`
              }
              next={next}
              onNext={onNext}
              last={props.last ?? null}
              onLast={props.onLast ?? (() => undefined)}
            />
          </div>
        </div>
      ) : failure ? (
        <ErrorPanel message={failure.message} onRetry={reload} />
      ) : (
        <Skeleton rows={5} />
      )}
      {/* Lies over the page: what is being read or written stays where it is until somebody wants the news. */}
      <div className="case-panel__news" aria-live="polite">
        {newer ? (
          <button type="button" data-name="show-newer" onClick={showNewer}>
            {`${changedWords(newer)}点这里更新`}
          </button>
        ) : null}
      </div>
    </div>
  );
}

/** Where the actions are below the story: a way down to them that stays at the bottom edge. */
function ToActions({ issue }: { issue: IssueDetail }) {
  const [first] = openCommands(issue);
  if (!first) return null;
  const goDown = () => {
    const actions = document.getElementById('case-actions');
    actions?.scrollIntoView({ block: 'start' });
    actions?.focus({ preventScroll: true });
  };
  return (
    <div className="case-panel__down">
      <Button wide icon="down" onPress={goDown}>
        {commandLabel(first, issue.kind)}
      </Button>
    </div>
  );
}
