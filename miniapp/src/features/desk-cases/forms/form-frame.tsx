import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Confirm } from '../../../components/confirm';
import { ErrorSummary } from '../../../components/error-summary';
import { FailureLine } from '../../../components/failure-line';
import type { FieldErrors } from '../check-input';
import type { CommandBody, DeskCommand } from '../desk-commands';
import type { CommandForm } from '../use-command-form';
import './forms.scss';

interface FormFrameProps<C extends DeskCommand> {
  form: CommandForm<C>;
  /** What is sent, as the form stands now. */
  body: () => CommandBody<C>;
  /** What the contract cannot know, e.g. pictures still on their way. */
  alsoWrong?: () => FieldErrors;
  submit: string;
  /** Asked before what cannot be undone. */
  confirm?: { title: string; words: string };
  children: ReactNode;
}

/** The frame of every command's form: error summary, fields, one button, a question before the irrevocable. */
export function FormFrame<C extends DeskCommand>(props: FormFrameProps<C>) {
  const { form, body, alsoWrong, submit, confirm, children } = props;
  const [asking, setAsking] = useState(false);
  const press = () => {
    const content = body();
    if (!form.check(content, alsoWrong?.())) return;
    if (confirm) setAsking(true);
    else void form.send(content);
  };
  const errors = Object.entries(form.errors).map(([path, message]) => ({
    fieldId: form.idOf(path.split('.')[0] ?? path),
    message,
  }));
  return (
    <form
      className="desk-form"
      noValidate
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        press();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        press();
      }}
    >
      <ErrorSummary errors={errors} attempt={form.attempt} />
      {children}
      {errors.length === 0 ? <FailureLine message={form.failure?.message} /> : null}
      <div className="desk-form__foot">
        <Button wide busy={form.busy} name={`submit-${form.command}`} onPress={press}>
          {submit}
        </Button>
      </div>
      {asking && confirm ? (
        <Confirm
          title={confirm.title}
          yes={submit}
          busy={form.busy}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            void form.send(body());
          }}
        >
          {confirm.words}
        </Confirm>
      ) : null}
    </form>
  );
}
