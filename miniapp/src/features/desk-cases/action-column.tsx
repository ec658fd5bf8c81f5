import { stateLabel } from '@gongzhi/shared/issues/labels';
import type { CommandResult, IssueCard, IssueDetail } from '@gongzhi/shared/issues/schema';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { Pressable } from '../../components/pressable';
import type { AppFailure } from '../../platform/failure';
import './action-column.scss';
import { type DeskCommand, deskCommands } from './desk-commands';
import { CommandFormOf } from './forms/command-form';
import { commandLabel, doneWordsFor } from './words';

/** What moves a case on comes first and is open at once; what holds it up is a press away. */
const order: readonly DeskCommand[] = [
  'accept',
  'file',
  'dispatch',
  'handle',
  'pass',
  'close',
  'fail',
  'return',
  'refuse',
  'correct',
  'recall',
];

/** The commands of the desk open on this case, the one that moves it on first. */
export function openCommands({ abilities }: Pick<IssueDetail, 'abilities'>): DeskCommand[] {
  return order.filter((command) => Object.hasOwn(deskCommands, command) && abilities.includes(command));
}

/** What brings a case further, as against what holds it up. */
export const movesOn: ReadonlySet<DeskCommand> = new Set<DeskCommand>([
  'accept',
  'file',
  'dispatch',
  'handle',
  'pass',
  'close',
]);

interface ActionColumnProps {
  issue: IssueDetail;
  /** Chosen by key or by press; null takes the first that moves the case on. */
  command: DeskCommand | null;
  onCommand: (command: DeskCommand | null) => void;
  onDone: (result: CommandResult, command: DeskCommand) => void;
  onStale: (failure: AppFailure) => void;
  /** What was just done here. */
  done: { command: DeskCommand; warnings: readonly string[] } | null;
  /** Why the case is shown anew: somebody else was faster. */
  stale: string | null;
  next: IssueCard | null;
  onNext: () => void;
  /** What was done to the case before this one. */
  last: LastDone | null;
  onLast: () => void;
}

export interface LastDone {
  id: string;
  title: string;
  words: string;
}

/** What can be done with a case: exactly what the server says this person may do now. */
export function ActionColumn(props: ActionColumnProps) {
  const { issue, command, onCommand, onDone, onStale, done, stale, next, onNext } = props;
  const open = openCommands(issue);
  const first = open.find((each) => movesOn.has(each)) ?? null;
  const current = command && open.includes(command) ? command : first;
  return (
    <section className="actions" aria-label="办理" id="case-actions" tabIndex={-1}>
      {props.last ? <Last last={props.last} onLast={props.onLast} /> : null}
      {done ? <Done {...props} /> : null}
      {stale ? (
        <div className="actions__stale" role="status">
          <Icon name="info" size="small" />
          <div>{stale}</div>
        </div>
      ) : null}
      {open.length > 0 ? (
        <>
          <fieldset className="actions__choice" aria-label="可以做的事">
            {open.map((each) => (
              <Pressable
                key={each}
                className="actions__command"
                pressed={each === current}
                name={`command-${each}`}
                onPress={() => onCommand(each === current && each !== first ? null : each)}
              >
                {commandLabel(each, issue.kind)}
              </Pressable>
            ))}
          </fieldset>
          {current ? (
            <CommandFormOf
              key={`${issue.id}/${current}/${issue.version}`}
              command={current}
              issue={issue}
              onDone={onDone}
              onStale={onStale}
            />
          ) : (
            <p className="actions__idle">要做哪一件，在上面选。</p>
          )}
        </>
      ) : done ? null : (
        <p className="actions__idle">
          {`「${stateLabel(issue.state, issue.kind)}」，现在没有要您做的事。`}
          {next ? (
            <Button kind="quiet" onPress={onNext}>
              看下一件
            </Button>
          ) : null}
        </p>
      )}
    </section>
  );
}

function Last({ last, onLast }: { last: LastDone; onLast: () => void }) {
  return (
    <div className="actions__last" role="status">
      <Icon name="solved" size="small" />
      <span>{`${last.words}：${last.title}`}</span>
      <button type="button" className="desk-link" data-name="back-to-last" onClick={onLast}>
        回去看
      </button>
    </div>
  );
}

function Done({ issue, done, next, onNext }: ActionColumnProps) {
  if (!done) return null;
  // Who does one step often has the one after it, too.
  const onward = openCommands(issue).find((each) => movesOn.has(each));
  return (
    <div className="actions__done" role="status">
      <div className="actions__done-line">
        <Icon name="solved" size="small" />
        <strong>{doneWordsFor(done.command, issue.kind)}</strong>
        {onward ? <span>{`接下来请您${commandLabel(onward, issue.kind)}`}</span> : null}
      </div>
      {done.warnings.map((warning) => (
        <div key={warning} className="desk-form__warning">
          {warning}
        </div>
      ))}
      {next ? (
        <div className="actions__next">
          <Button kind="plain" icon="forward" name="next-case" onPress={onNext}>
            {`下一件：${next.title}`}
          </Button>
        </div>
      ) : onward ? null : (
        <div>这一页都办完了。</div>
      )}
    </div>
  );
}
