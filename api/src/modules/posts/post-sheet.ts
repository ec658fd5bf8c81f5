import { roleLabels } from '@gongzhi/shared/posts/labels';
import { type PostRole, postRoles } from '@gongzhi/shared/posts/schema';
import { addDays, lastDay, localDay, startOfLocalDay } from '@gongzhi/shared/time';
import { AppError } from '../../http/errors';
import type { RowError } from '../../platform/import-rows';
import type { SheetColumn } from '../../platform/xlsx/sheet-columns';
import { accountsByLoginName, deskPeople } from '../identity/people-sheet';
import { findOrganisation, findOrganisationByCode } from '../organisations/organisations.queries';
import { placeByCode, placeById } from '../places/place-index';
import { type Appointer, makePost } from './appoint';
import { PostModel, type PostRecord } from './post.model';

const scopeKinds = { 地点: 'place', 单位: 'organisation' } as const;
const roleNames = postRoles.map((role) => roleLabels[role]);

const column = (key: string, label: string, explain: string, example: string, required = false) => ({
  key,
  label,
  required,
  explain,
  example,
});

export const postColumns: readonly SheetColumn[] = [
  column('loginName', '登录名', '人员的登录名，先导入人员', 'wangfang', true),
  column('role', '岗位', `只能填：${roleNames.join('、')}`, '街巷长', true),
  column('scopeKind', '范围类型', '只能填：地点、单位', '地点', true),
  { ...column('scopeCode', '范围编码', '区域或单位的编码', 'R-001', true), isCode: true },
  column('title', '职务名称', '不填则为范围加岗位', ''),
  column('from', '任职日期', '如 2026-11-24；不填为导入当天', ''),
  column('until', '到期日期', '任职的最后一天；不填为长期', ''),
];

export interface PlannedPost {
  accountId: string;
  role: PostRole;
  scope: { kind: 'place' | 'organisation'; id: string };
  title?: string;
  from?: string;
  until?: string;
}

interface PostRow {
  row: number;
  texts: Readonly<Record<string, string>>;
}

function dayOf(text: string): string | null {
  const day = text.replace(/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/, (_, y: string, m: string, d: string) =>
    [y, m.padStart(2, '0'), d.padStart(2, '0')].join('-'),
  );
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  return Number.isNaN(startOfLocalDay(day).getTime()) ? null : day;
}
const startOfDay = (text: string) => {
  const day = dayOf(text);
  return day && startOfLocalDay(day).toISOString();
};
/** The day itself still belongs to the term. */
const endOfDay = (text: string) => {
  const day = dayOf(text);
  return day && startOfLocalDay(addDays(day, 1)).toISOString();
};

/** Appointments a sheet asks for. One that is held already stays; nothing is ended by leaving it out. */
export async function planPosts(
  rows: readonly PostRow[],
): Promise<{ errors: RowError[]; created: PlannedPost[]; updated: PlannedPost[]; unchanged: number }> {
  const errors: RowError[] = [];
  const created: PlannedPost[] = [];
  const accounts = await accountsByLoginName(rows.map(({ texts }) => texts.loginName ?? ''));
  const seen = new Map<string, number>();
  let unchanged = 0;
  for (const { row, texts } of rows) {
    const before = errors.length;
    const add = (field: string, message: string) => errors.push({ row, field, message });
    const account = accounts.get(texts.loginName ?? '');
    if (!account || account.disabledAt) add('loginName', `没有登录名为 ${texts.loginName} 的在用账号`);
    const role = postRoles.find((each) => roleLabels[each] === texts.role);
    if (!role) add('role', `只能是：${roleNames.join('、')}`);
    const kind = scopeKinds[texts.scopeKind as keyof typeof scopeKinds];
    if (!kind) add('scopeKind', '只能是：地点、单位');
    const scope = kind && (await scopeByCode(kind, texts.scopeCode ?? ''));
    if (kind && !scope) add('scopeCode', `没有编码为 ${texts.scopeCode} 的${texts.scopeKind}`);
    const from = texts.from ? startOfDay(texts.from) : undefined;
    const until = texts.until ? endOfDay(texts.until) : undefined;
    if (from === null) add('from', '日期写成 2026-11-24 这样');
    if (until === null) add('until', '日期写成 2026-11-24 这样');
    if (from && until && until <= from) add('until', '到期要晚于任职');
    if ((texts.title ?? '').length > 40) add('title', '最多 40 个字');
    if (errors.length > before || !account || !role || !scope) continue;
    const slot = `${account._id}:${role}:${scope.id}`;
    const twin = seen.get(slot);
    if (twin !== undefined) add('loginName', `与第 ${twin} 行是同一个岗位`);
    seen.set(slot, row);
    if (await isHeld(String(account._id), role, scope.id)) unchanged++;
    else {
      created.push({
        accountId: String(account._id),
        role,
        scope,
        ...(texts.title && { title: texts.title }),
        ...(from && { from }),
        ...(until && { until }),
      });
    }
  }
  return { errors, created, updated: [], unchanged };
}

async function scopeByCode(kind: 'place' | 'organisation', code: string) {
  const found = kind === 'place' ? placeByCode(code) : await findOrganisationByCode(code);
  return found && { kind, id: found.id };
}

async function isHeld(accountId: string, role: PostRole, scopeId: string): Promise<boolean> {
  const held = await PostModel.find({ accountId, endedAt: null }, { role: 1, scopeId: 1 }).lean<
    PostRecord[]
  >();
  return held.some((post) => post.role === role && String(post.scopeId) === scopeId);
}

/** Makes the appointments; those that were made before it was broken off are there already. */
export async function putPosts(planned: readonly PlannedPost[], by: Appointer, now: Date): Promise<void> {
  for (const post of planned) {
    await makePost(post, by, now).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'POST_OVERLAPS')) throw error;
    });
  }
}

/** Every post that has not ended, of people with a login name. */
export async function* postRows(): AsyncGenerator<string[]> {
  for await (const { id, loginName } of deskPeople()) {
    const posts = await PostModel.find({ accountId: id, endedAt: null }).lean<PostRecord[]>();
    for (const { role, scopeKind, scopeId, title, from, until } of posts) {
      const scope =
        scopeKind === 'place' ? placeById(String(scopeId)) : await findOrganisation(String(scopeId));
      yield [
        loginName,
        roleLabels[role],
        scopeKind === 'place' ? '地点' : '单位',
        scope?.code ?? '',
        title,
        localDay(from),
        until ? lastDay(until) : '',
      ];
    }
  }
}
