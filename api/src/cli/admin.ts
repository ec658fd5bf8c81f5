import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { deskAccountInput } from '@gongzhi/shared/identity/schema';
import type { ImportReport } from '@gongzhi/shared/organisations/schema';
import { roleLabels } from '@gongzhi/shared/posts/labels';
import { type PostRole, type PostScope, postRoles } from '@gongzhi/shared/posts/schema';
import { z } from 'zod';
import { findAccount } from '../modules/identity/accounts.queries';
import { findDeskAccount, makeDeskAccount, replaceLink } from '../modules/identity/desk-accounts';
import { eraseAccountOf } from '../modules/identity/erase-account';
import { importOrganisations } from '../modules/organisations/import-organisations';
import { findOrganisationByCode } from '../modules/organisations/organisations.queries';
import { importPlaces } from '../modules/places/import-places';
import { placeByCode } from '../modules/places/place-index';
import { makePost } from '../modules/posts/appoint';
import { putCalendarInForce, putCatalogueInForce } from '../modules/standards/put-in-force';
import { clock } from '../platform/clock';
import { type CommandContext, UsageError, withDatabase } from './context';

const commandLine = { accountId: null, name: '命令行' };

type Print = (line: string) => void;

/** `admin <command>`: what cannot be done in the app yet, or only with an administrator nobody has made yet. */
export async function admin(args: string[], print: Print): Promise<void> {
  const [command, ...rest] = args;
  switch (command) {
    case 'create':
      return createAdministrator(rest, print);
    case 'link':
      return newLink(rest, print);
    case 'import-places':
      return importFile(rest, print, async (file, dryRun) => {
        const collection = z.looseObject({ features: z.array(z.unknown()) }).safeParse(await readJson(file));
        if (!collection.success) throw new UsageError(`${file} is not a GeoJSON FeatureCollection`);
        return importPlaces(collection.data.features, { dryRun }, clock.now());
      });
    case 'import-organisations':
      return importFile(rest, print, async (file, dryRun) => {
        const items = z.array(z.unknown()).safeParse(await readJson(file));
        if (!items.success) throw new UsageError(`${file} is not a JSON list of organisations`);
        return importOrganisations(items.data, { dryRun }, clock.now());
      });
    case 'appoint':
      return appoint(rest, print);
    case 'erase':
      return erase(rest, print);
    case 'catalogue':
    case 'calendar':
      return importStandard(command, rest, print);
    default:
      throw new UsageError(
        'admin create | link | import-places | import-organisations | appoint | erase | catalogue | calendar',
      );
  }
}

const textOption = { type: 'string' } as const;

function required(values: Record<string, unknown>, ...names: string[]): string[] {
  return names.map((name) => {
    const value = values[name];
    if (typeof value !== 'string' || value === '') throw new UsageError(`--${name} is missing`);
    return value;
  });
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new UsageError(`${file}: ${cause instanceof Error ? cause.message : 'cannot be read'}`);
  }
}

const address = ({ config }: CommandContext, path: string) =>
  `${config.publicUrl ?? `http://localhost:${config.port}`}${path}`;

function printLink(print: Print, context: CommandContext, link: { path: string; expiresAt: string }): void {
  print(`Set the password here, once, until ${link.expiresAt}:`);
  print(`  ${address(context, link.path)}`);
}

async function createAdministrator(args: string[], print: Print): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { name: textOption, login: textOption, bureau: textOption },
  });
  const [name, login] = required(values, 'name', 'login');
  const input = deskAccountInput.safeParse({ name, loginName: login });
  if (!input.success) throw new UsageError(input.error.issues.map(({ message }) => message).join('; '));
  await withDatabase(async (context) => {
    const now = clock.now();
    const scope = await ensureBureau(values.bureau ?? '城市管理局', now);
    const link = await makeDeskAccount(input.data, now);
    const post = { accountId: link.account.id, role: 'administrator' as const, scope };
    await makePost(post, commandLine, now);
    print(`${name} (${login}) is an administrator.`);
    printLink(print, context, link);
  });
}

/** The bureau an administrator's post belongs to; made at first when nothing has been imported yet. */
async function ensureBureau(name: string, now: Date): Promise<PostScope> {
  const code = 'BUREAU';
  if (!(await findOrganisationByCode(code))) {
    await importOrganisations(
      [{ code, name, shortName: name.slice(0, 20), kind: 'bureau' }],
      { dryRun: false },
      now,
    );
  }
  const bureau = await findOrganisationByCode(code);
  if (!bureau) throw new Error('the bureau could not be made');
  return { kind: 'organisation', id: bureau.id };
}

async function accountId(login: string): Promise<string> {
  const account = await findDeskAccount(login);
  if (!account) throw new UsageError(`there is no account with the login name ${login}`);
  return account.id;
}

async function newLink(args: string[], print: Print): Promise<void> {
  const { values } = parseArgs({ args, options: { login: textOption } });
  const [login = ''] = required(values, 'login');
  await withDatabase(async (context) => {
    const link = await replaceLink(await accountId(login), clock.now());
    print(`The old password of ${login} is void, and so is every sign-in under it.`);
    printLink(print, context, link);
  });
}

/** For somebody who asked the bureau for it and cannot do it in the app. Without --yes it only says whose it is. */
async function erase(args: string[], print: Print): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { login: textOption, id: textOption, yes: { type: 'boolean', default: false } },
  });
  if (Boolean(values.login) === Boolean(values.id)) throw new UsageError('give either --login or --id');
  await withDatabase(async () => {
    const id = values.id ?? (await accountId(values.login ?? ''));
    const account = /^[0-9a-f]{24}$/.test(id) ? await findAccount(id) : null;
    if (!account) throw new UsageError(`there is no account ${id}`);
    if (!values.yes) {
      throw new UsageError(
        `This is the account of ${account.name}. Say --yes to erase it: it cannot be undone`,
      );
    }
    await eraseAccountOf(id, clock.now());
    print(`The account ${id} is erased. Within minutes the running program takes it out of every record.`);
  });
}

async function importFile(
  args: string[],
  print: Print,
  run: (file: string, dryRun: boolean) => Promise<ImportReport>,
): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (!file) throw new UsageError('which file?');
  await withDatabase(async () => {
    const report = await run(file, values['dry-run']);
    for (const { row, field, message } of report.errors) print(`row ${row}, ${field}: ${message}`);
    if (report.errors.length > 0) throw new UsageError('nothing was stored: put these rows right first');
    const done = report.dryRun ? 'would be' : 'were';
    print(`${report.created} ${done} made, ${report.updated} changed, ${report.unchanged} left as they are.`);
  });
}

async function appoint(args: string[], print: Print): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      login: textOption,
      role: textOption,
      place: textOption,
      organisation: textOption,
      title: textOption,
    },
  });
  const [login = '', role = ''] = required(values, 'login', 'role');
  if (!postRoles.includes(role as PostRole)) throw new UsageError(`--role is one of ${postRoles.join(', ')}`);
  await withDatabase(async () => {
    const scope = await scopeFrom(values);
    const post = { accountId: await accountId(login), role: role as PostRole, scope, title: values.title };
    const made = await makePost(post, commandLine, clock.now());
    print(`${login} is ${roleLabels[made.role]}: ${made.title}.`);
  });
}

async function scopeFrom({
  place,
  organisation,
}: {
  place?: string;
  organisation?: string;
}): Promise<PostScope> {
  if (Boolean(place) === Boolean(organisation)) {
    throw new UsageError('give either --place <code> or --organisation <code>');
  }
  const found = place ? placeByCode(place) : await findOrganisationByCode(organisation ?? '');
  if (!found)
    throw new UsageError(`there is no ${place ? 'place' : 'organisation'} ${place ?? organisation}`);
  return { kind: place ? 'place' : 'organisation', id: found.id };
}

async function importStandard(kind: 'catalogue' | 'calendar', args: string[], print: Print): Promise<void> {
  const [verb, file] = args;
  if (verb !== 'import' || !file) throw new UsageError(`admin ${kind} import <file>`);
  await withDatabase(async () => {
    const put = kind === 'catalogue' ? putCatalogueInForce : putCalendarInForce;
    try {
      const { version } = await put(await readJson(file), clock.now());
      print(`The ${kind} ${version} is in force.`);
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      for (const issue of error.issues.slice(0, 30)) print(`${issue.path.join('.')}: ${issue.message}`);
      throw new UsageError(`${file} is not a ${kind}; nothing has changed`);
    }
  });
}
