import { errorTable } from '@gongzhi/shared/errors';
import { admin } from './cli/admin';
import { backup, restore } from './cli/backup';
import { UsageError } from './cli/context';
import { seed } from './cli/seed';
import { AppError } from './http/errors';

const usage = `Usage, with the same settings as the program itself:
  seed                                             demonstration data, where they are missing
  admin create --name 张三 --login zhangsan [--bureau 某某城市管理局]
                                                   an administrator, with a one-time link to set the password
  admin link --login zhangsan                      a new link; the old password is void
  admin import-places <file.geojson> [--dry-run]
  admin import-organisations <file.json> [--dry-run]
  admin appoint --login zhangsan --role dispatcher --place 320413 | --organisation <code> [--title …]
  admin erase --login zhangsan | --id <account> [--yes]
                                                   for somebody who asked for it; cannot be undone
  admin catalogue import <file.json>               puts a catalogue of matters in force
  admin calendar import <file.json>                puts a calendar of working days in force
  backup <folder>                                  embedded store and pictures, while the program runs
  restore <folder> [--force]                       while it does not run`;

/** Says a line to the person at the keyboard. */
const print = (line: string) => process.stdout.write(`${line}\n`);

async function run([command, ...args]: string[]): Promise<void> {
  switch (command) {
    case 'seed':
      return seed(print);
    case 'admin':
      return admin(args, print);
    case 'backup':
      return backup(args, print);
    case 'restore':
      return restore(args, print);
    default:
      throw new UsageError(usage);
  }
}

/** Mistakes of the person at the keyboard are told in words; anything else with its stack. */
const told = ['UsageError', 'ConfigError', 'WrongDatabase', 'NewerDatabase', 'StoreInUse', 'BackupProblem'];

try {
  await run(process.argv.slice(2));
  process.exit(0);
} catch (error) {
  const known =
    error instanceof Error &&
    (told.includes(error.name) || ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')));
  if (error instanceof AppError) console.error(`${errorTable[error.code].message} (${error.message})`);
  else console.error(known ? (error as Error).message : error);
  process.exit(1);
}
