import { deskAccountInput } from '@gongzhi/shared/identity/schema';
import { AppError } from '../../http/errors';
import { plainMessage } from '../../http/validation';
import { parseRows, type RowError, repeatedCodes } from '../../platform/import-rows';
import type { SheetColumn } from '../../platform/xlsx/sheet-columns';
import { AccountModel, type AccountRecord } from './account.model';
import { makeDeskAccount } from './desk-accounts';

export const peopleColumns: readonly SheetColumn[] = [
  {
    key: 'loginName',
    label: '登录名',
    required: true,
    explain: '小写字母开头，3–32 位字母、数字或 . _ -；已有的登录名是改姓名',
    example: 'wangfang',
  },
  {
    key: 'name',
    label: '姓名',
    required: true,
    explain: '导入后在“岗位单位 → 账号”里逐个发给设密码的链接',
    example: '王芳',
  },
];

export interface PlannedPerson {
  loginName: string;
  name: string;
}

export async function planPeople(items: readonly unknown[]): Promise<{
  errors: RowError[];
  created: PlannedPerson[];
  updated: PlannedPerson[];
  unchanged: number;
}> {
  const { parsed, errors } = parseRows(deskAccountInput, items, plainMessage);
  const names = parsed.map(({ row, value }) => ({ row, code: value.loginName }));
  errors.push(...repeatedCodes(names, 'loginName'));
  const known = await accountsByLoginName(parsed.map(({ value }) => value.loginName));
  const created: PlannedPerson[] = [];
  const updated: PlannedPerson[] = [];
  for (const { row, value } of parsed) {
    const account = known.get(value.loginName);
    const person = { loginName: value.loginName, name: value.name };
    if (account?.disabledAt) errors.push({ row, field: 'loginName', message: '这个账号已停用' });
    else if (!account) created.push(person);
    else if (account.name !== value.name) updated.push(person);
  }
  errors.sort((a, b) => a.row - b.row);
  return { errors, created, updated, unchanged: parsed.length - created.length - updated.length };
}

export async function accountsByLoginName(
  loginNames: readonly string[],
): Promise<Map<string, AccountRecord>> {
  const records = await AccountModel.find({ loginName: { $in: [...new Set(loginNames)] } }).lean<
    AccountRecord[]
  >();
  return new Map(records.map((record) => [record.loginName ?? '', record]));
}

/** Makes accounts what `planned` says; may be run again. */
export async function putPeople(planned: readonly PlannedPerson[], now: Date): Promise<void> {
  const known = await accountsByLoginName(planned.map(({ loginName }) => loginName));
  for (const { loginName, name } of planned) {
    const account = known.get(loginName);
    if (account) {
      await AccountModel.updateOne({ _id: account._id }, { $set: { name, updatedAt: now } });
      continue;
    }
    // Without anybody to give the link to it is thrown away; the desk makes another one when it is wanted.
    await makeDeskAccount({ loginName, name }, now).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'LOGIN_NAME_TAKEN')) throw error;
    });
  }
}

/** Everybody with a login name. */
export async function* deskPeople(): AsyncGenerator<{ id: string; loginName: string; name: string }> {
  let last = '0'.repeat(24);
  for (;;) {
    const page = await AccountModel.find({ kind: 'desk', _id: { $gt: last } }, { name: 1, loginName: 1 })
      .sort({ kind: 1, _id: 1 })
      .limit(200)
      .lean<AccountRecord[]>();
    for (const { _id, loginName, name } of page) if (loginName) yield { id: String(_id), loginName, name };
    last = String(page.at(-1)?._id ?? last);
    if (page.length < 200) return;
  }
}

export async function* peopleRows(): AsyncGenerator<string[]> {
  for await (const { loginName, name } of deskPeople()) yield [loginName, name];
}
