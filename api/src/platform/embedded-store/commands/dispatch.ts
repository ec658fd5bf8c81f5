import type { Cursors } from '../cursors';
import { StoreError } from '../errors';
import type { Storage } from '../storage';
import type { Doc } from '../values';
import type { Reply } from '../wire';
import * as administration from './administration';
import { aggregate } from './aggregation';
import { gongzhiBackup } from './backup';
import { type Command, checkFields } from './command';
import { explain } from './explain';
import * as indexes from './indexes';
import * as reads from './reads';
import * as writes from './writes';

const { remove, ...namedWrites } = writes;
const { hello, ...named } = administration;
const COMMANDS: Record<string, Command> = {
  ...named,
  ...indexes,
  aggregate,
  explain,
  gongzhiBackup,
  find: reads.find,
  getMore: reads.getMore,
  killCursors: reads.killCursors,
  count: reads.count,
  distinct: reads.distinct,
  ...namedWrites,
  delete: remove,
  hello,
  isMaster: hello,
  ismaster: hello,
  buildinfo: administration.buildInfo,
  findandmodify: writes.findAndModify,
};

/** Runs one request's command; a refusal is thrown. */
export function runCommand(storage: Storage, cursors: Cursors, body: Doc): Reply {
  const name = Object.keys(body)[0] ?? '';
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new StoreError(59, `no such command: '${name}'`);
  checkFields(body, name, command.fields);
  return command.run({ storage, cursors, body, name, db: String(body.$db) });
}

export const isWrite = (body: Doc): boolean => COMMANDS[Object.keys(body)[0] ?? '']?.writes === true;

/** VACUUM INTO cannot run inside a transaction. */
export const isAlone = (body: Doc): boolean => 'gongzhiBackup' in body;
