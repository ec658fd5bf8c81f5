import type { ComponentType } from 'react';
import type { PlainCommand } from '../command-fields';
import type { DeskCommand } from '../desk-commands';
import type { FormProps } from '../use-command-form';
import { AcceptForm } from './accept-form';
import { CorrectForm } from './correct-form';
import { DispatchForm } from './dispatch-form';
import { FileForm } from './file-form';
import { PlainForm } from './plain-form';

const ownForms: Record<Exclude<DeskCommand, PlainCommand>, ComponentType<FormProps>> = {
  accept: AcceptForm,
  correct: CorrectForm,
  file: FileForm,
  dispatch: DispatchForm,
};

const hasOwn = (command: DeskCommand): command is keyof typeof ownForms => Object.hasOwn(ownForms, command);

/** The form of one command: its own, or the plain one. */
export function CommandFormOf({ command, ...props }: FormProps & { command: DeskCommand }) {
  if (!hasOwn(command)) return <PlainForm command={command} {...props} />;
  const Form = ownForms[command];
  return <Form {...props} />;
}
