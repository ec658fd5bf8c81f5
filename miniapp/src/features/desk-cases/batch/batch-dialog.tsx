import type { IssueCard, IssueDetail } from '@gongzhi/shared/issues/schema';
import { useRef, useState } from 'react';
import { Button } from '../../../components/button';
import { ErrorSummary } from '../../../components/error-summary';
import { Sheet } from '../../../components/sheet';
import { Skeleton } from '../../../components/skeleton';
import { errorOf, type FieldErrors } from '../check-input';
import { type CommandFields, commandFields } from '../command-fields';
import { useDeskTools } from '../desk-tools';
import { commandLabel } from '../words';
import './batch.scss';
import { BatchFields } from './batch-fields';
import { type BatchCommand, emptyInput, planBatch } from './batch-plan';
import { BatchReport } from './batch-report';
import { unfinished, useBatch } from './use-batch';

interface BatchDialogProps {
  command: BatchCommand;
  cases: readonly IssueCard[];
  caseHref: (id: string) => string;
  /** A case was done, or was found changed by somebody else. */
  onDone: (issue: IssueDetail) => void;
  onStale: (issue: IssueCard) => void;
  /** With the cases that were not done. */
  onClose: (left: readonly IssueCard[]) => void;
}

type Stage = 'form' | 'confirm' | 'run';

/** A command for several cases: filled in once, looked over, done one by one, told in one report. */
export function BatchDialog(props: BatchDialogProps) {
  const { command, onDone, onStale, onClose } = props;
  const { catalogue } = useDeskTools();
  // What was picked when the dialog opened; the list may change under it.
  const cases = useRef(props.cases).current;
  const [stage, setStage] = useState<Stage>('form');
  const [input, setInput] = useState(emptyInput);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [attempt, setAttempt] = useState(0);
  const batch = useBatch(command, onDone, onStale);
  const label = commandLabel(command, 'problem');
  if (!catalogue) {
    return (
      <Sheet title={label} onClose={() => onClose(cases)}>
        <Skeleton rows={2} />
      </Sheet>
    );
  }
  const plan = planBatch(command, cases, input, catalogue);
  const idOf = (field: string) => `batch-${command}-${field}`;
  const lookOver = () => {
    setErrors(plan.errors);
    setAttempt((old) => old + 1);
    if (Object.keys(plan.errors).length === 0) setStage('confirm');
  };
  const run = () => {
    setStage('run');
    batch.start(plan.items);
  };
  const close = () => {
    if (batch.running) batch.stop();
    else onClose(stage === 'run' ? batch.items.filter(unfinished).map(({ issue }) => issue) : cases);
  };
  const fields: CommandFields | undefined =
    command in commandFields ? commandFields[command as 'close'] : undefined;

  if (stage === 'run') {
    return <BatchReport label={label} batch={batch} caseHref={props.caseHref} onClose={close} />;
  }
  if (stage === 'confirm') {
    return (
      <Sheet
        key="confirm"
        title={`确定${label} ${cases.length} 件吗？`}
        onClose={() => setStage('form')}
        footer={
          <>
            <Button kind="plain" onPress={() => setStage('form')}>
              返回修改
            </Button>
            <Button kind={command === 'refuse' ? 'danger' : 'main'} name="batch-run" onPress={run}>
              {`${label} ${cases.length} 件`}
            </Button>
          </>
        }
      >
        {fields?.confirm ? <p className="batch__warning">{fields.confirm.words('各件的单位')}</p> : null}
        <ol className="batch__list" aria-label="将要做的事">
          {plan.items.map(({ issue, does }) => (
            <li key={issue.id}>
              <span className="batch__number tabular">{issue.number}</span>
              <span className="batch__title">{issue.title}</span>
              <span className="batch__does">{does}</span>
            </li>
          ))}
        </ol>
      </Sheet>
    );
  }
  return (
    <Sheet
      key="form"
      title={`${label} ${cases.length} 件`}
      onClose={close}
      footer={
        <>
          <Button kind="plain" onPress={close}>
            取消
          </Button>
          <Button name="batch-next" onPress={lookOver}>
            下一步：核对
          </Button>
        </>
      }
    >
      <form
        className="desk-form batch-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          lookOver();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          lookOver();
        }}
      >
        <ErrorSummary
          attempt={attempt}
          errors={Object.entries(errors).map(([path, message]) => ({
            fieldId: idOf(path.split('.')[0] ?? path),
            message,
          }))}
        />
        <BatchFields
          command={command}
          cases={cases}
          form={{ idOf, error: (field) => errorOf(errors, field) }}
          input={input}
          onChange={(change) => setInput((old) => ({ ...old, ...change }))}
        />
      </form>
    </Sheet>
  );
}
