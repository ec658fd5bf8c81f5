import type { updateMeInput } from '@gongzhi/shared/identity/schema';
import type { z } from 'zod';
import type { Actor } from '../../http/actor';
import { AccountModel } from './account.model';
import { identitySetup } from './identity-setup';
import { sealPhone } from './phone';

/** Changes the caller's own name and phone number; the number is stored encrypted. */
export async function updateMe(
  actor: Actor,
  input: z.output<typeof updateMeInput>,
  now: Date,
): Promise<void> {
  const { name, phone } = input;
  const sealed = phone ? sealPhone(identitySetup().secretKey, actor.accountId, phone) : undefined;
  await AccountModel.updateOne(
    { _id: actor.accountId, disabledAt: null },
    {
      $set: { updatedAt: now, ...(name ? { name } : {}), ...(sealed ? { phone: sealed } : {}) },
      ...(phone === null ? { $unset: { phone: '' } } : {}),
    },
  );
}
