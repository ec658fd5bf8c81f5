import { loginName, type SessionTokens } from '@gongzhi/shared/identity/schema';
import { AppError } from '../../http/errors';
import { AccountModel, type AccountRecord } from './account.model';
import { passwordFits } from './passwords';
import { startSession } from './sessions';

interface Attempt {
  loginName: string;
  password: string;
}

/** Signs a desk account in. Wrong name, wrong password and a disabled account read the same from outside. */
export async function signInDesk(attempt: Attempt, now: Date, userAgent: string): Promise<SessionTokens> {
  const name = loginName.safeParse(attempt.loginName);
  const account = name.success
    ? await AccountModel.findOne({ loginName: name.data }).lean<AccountRecord>()
    : null;
  const fits = await passwordFits(account?.passwordHash, attempt.password);
  if (!account || !fits) throw new AppError('SIGN_IN_FAILED', { detail: 'name or password' });
  if (account.disabledAt) throw new AppError('SIGN_IN_FAILED', { detail: `${account._id} is disabled` });
  return startSession(String(account._id), now, userAgent);
}
