import type { BodyInputOf } from '@gongzhi/shared/contract';
import { issueContracts } from '@gongzhi/shared/issues/contract';
import {
  acceptInput,
  closeInput,
  correctInput,
  dispatchInput,
  failInput,
  fileInput,
  handleInput,
  passInput,
  recallInput,
  refuseInput,
  returnInput,
} from '@gongzhi/shared/issues/schema';
import type { z } from 'zod';

/** The commands given at a desk, by their contract. */
export const deskCommands = {
  accept: issueContracts.accept,
  refuse: issueContracts.refuse,
  correct: issueContracts.correct,
  file: issueContracts.file,
  dispatch: issueContracts.dispatch,
  return: issueContracts.return,
  recall: issueContracts.recall,
  handle: issueContracts.handle,
  pass: issueContracts.pass,
  fail: issueContracts.fail,
  close: issueContracts.close,
};
export type DeskCommand = keyof typeof deskCommands;

/** What a form is checked by before it is sent: the bodies of the contracts, which the web app is built without. */
export const commandInputs: Readonly<Record<DeskCommand, z.ZodType>> = {
  accept: acceptInput,
  refuse: refuseInput,
  correct: correctInput,
  file: fileInput,
  dispatch: dispatchInput,
  return: returnInput,
  recall: recallInput,
  handle: handleInput,
  pass: passInput,
  fail: failInput,
  close: closeInput,
};
/** What a form brings; the key is added when it is sent. */
export type CommandBody<C extends DeskCommand> = Omit<BodyInputOf<(typeof deskCommands)[C]>, 'key'>;
