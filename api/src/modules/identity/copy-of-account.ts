import { AccountModel, type AccountRecord } from './account.model';
import { phoneOf } from './accounts.queries';
import { SessionModel, type SessionRecord } from './session.model';

const kindLabels: Record<AccountRecord['kind'], string> = {
  wechat: '微信登录',
  desk: '登录名和密码',
  demo: '演示人物',
};

/** All that is kept of an account itself, in words its owner can read. Passwords and tokens are not kept readable. */
export async function copyOfAccount(accountId: string): Promise<Record<string, unknown>> {
  const account = await AccountModel.findById(accountId).lean<AccountRecord>();
  if (!account) return {};
  return {
    账号编号: accountId,
    登录方式: kindLabels[account.kind],
    称呼: account.name,
    手机号: phoneOf(account),
    微信用户标识: account.openid ?? null,
    微信开放平台标识: account.unionid ?? null,
    登录名: account.loginName ?? null,
    建立时间: account.createdAt,
    最近修改: account.updatedAt,
    同意记录: (account.consents ?? []).map(({ version, at }) => ({ 版本: version, 时间: at })),
  };
}

/** Sign-ins, as many as there are: each runs out after a month. */
export async function* copyOfSessions(accountId: string): AsyncGenerator<Record<string, unknown>> {
  const sessions = SessionModel.find({ accountId }).lean<SessionRecord[]>().cursor();
  for await (const session of sessions as AsyncIterable<SessionRecord>) {
    yield {
      登录时间: session.createdAt,
      最近使用: session.rotatedAt,
      到期时间: session.expiresAt,
      退出时间: session.revokedAt,
      设备: session.userAgent,
    };
  }
}
