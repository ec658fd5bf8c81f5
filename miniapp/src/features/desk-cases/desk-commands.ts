import type { BodyInputOf } from '@gongzhi/shared/contract';
import { issueContracts } from '@gongzhi/shared/issues/contract';

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
/** What a form brings; the key is added when it is sent. */
export type CommandBody<C extends DeskCommand> = Omit<BodyInputOf<(typeof deskCommands)[C]>, 'key'>;
