import type { ComponentType } from 'react';
import type { DeskCommand } from '../api';
import type { FormProps } from '../use-command-form';
import { AcceptForm } from './accept-form';
import { CloseForm } from './close-form';
import { CorrectForm } from './correct-form';
import { DispatchForm } from './dispatch-form';
import { FileForm } from './file-form';
import { RecallForm, RefuseForm, ReturnForm } from './reason-forms';
import { FailForm, HandleForm, PassForm } from './site-forms';

const forms: Record<DeskCommand, ComponentType<FormProps>> = {
  accept: AcceptForm,
  refuse: RefuseForm,
  correct: CorrectForm,
  file: FileForm,
  dispatch: DispatchForm,
  return: ReturnForm,
  recall: RecallForm,
  handle: HandleForm,
  pass: PassForm,
  fail: FailForm,
  close: CloseForm,
};

/** The form of one command. */
export function CommandFormOf({ command, ...props }: FormProps & { command: DeskCommand }) {
  const Form = forms[command];
  return <Form {...props} />;
}
