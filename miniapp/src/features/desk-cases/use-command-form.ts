import type { CommandResult, IssueDetail } from '@gongzhi/shared/issues/schema';
import { useState } from 'react';
import { type AppFailure, failureOf } from '../../platform/failure';
import { sendCommand } from './api';
import { errorOf, type FieldErrors, fieldErrors } from './check-input';
import { dropKey, keyFor } from './command-keys';
import { type CommandBody, commandInputs, type DeskCommand } from './desk-commands';
import { dropDraft } from './drafts';

/** What a command form needs from the panel around it. */
export interface FormProps {
  issue: IssueDetail;
  onDone: (result: CommandResult, command: DeskCommand) => void;
  /** The case is no longer as this form thought: 409 or 404. */
  onStale: (failure: AppFailure) => void;
}

/** What a field needs of the form it stands in. */
export interface FormFields {
  error: (field: string) => string | undefined;
  /** The id of a field's input. */
  idOf: (field: string) => string;
}

export interface CommandForm<C extends DeskCommand> extends FormFields {
  command: C;
  issue: IssueDetail;
  busy: boolean;
  failure: AppFailure | null;
  errors: FieldErrors;
  /** Counts tries, so that the error summary takes the focus each time. */
  attempt: number;
  /** Whether the body may be sent; shows what is wrong when not. */
  check: (body: CommandBody<C>, more?: FieldErrors) => boolean;
  send: (body: CommandBody<C>) => Promise<boolean>;
}

const stale = new Set(['ISSUE_STATE_CHANGED', 'CONFLICT', 'ISSUE_NOT_FOUND']);

/**
 * Checks a form against its contract, sends it once with a key that survives a lost reply, and shows field errors
 * of either side. On success the draft is dropped; on failure everything typed stays.
 */
export function useCommandForm<C extends DeskCommand>(
  command: C,
  { issue, onDone, onStale }: FormProps,
): CommandForm<C> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<AppFailure | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [attempt, setAttempt] = useState(0);

  const check = (body: CommandBody<C>, more: FieldErrors = {}) => {
    // Any well-formed key does for checking; the real one is made when it is sent.
    const found = { ...fieldErrors(commandInputs[command], { ...body, key: 'checking-only' }), ...more };
    setErrors(found);
    setFailure(null);
    setAttempt((old) => old + 1);
    return Object.keys(found).length === 0;
  };

  const send = async (body: CommandBody<C>) => {
    if (busy) return false;
    setBusy(true);
    setFailure(null);
    try {
      const result = await sendCommand(command, issue.id, body, keyFor(issue.id, command, body));
      dropKey(issue.id, command);
      dropDraft(issue.id, command);
      setBusy(false);
      onDone(result, command);
      return true;
    } catch (thrown) {
      const why = failureOf(thrown);
      setBusy(false);
      setErrors(why.fields);
      setAttempt((old) => old + 1);
      setFailure(why);
      if (stale.has(why.code)) onStale(why);
      return false;
    }
  };

  return {
    command,
    issue,
    busy,
    failure,
    errors,
    attempt,
    error: (field) => errorOf(errors, field),
    idOf: (field) => `${command}-${field}`,
    check,
    send,
  };
}
