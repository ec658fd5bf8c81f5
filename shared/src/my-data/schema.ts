import { z } from 'zod';
import { wechatCode } from '../identity/schema';

/** Typed by hand, so that nobody ends an account by a slip of the thumb. */
export const ERASE_WORDS = '注销账号';

export const eraseInput = z.object({
  confirm: z.literal(ERASE_WORDS, { error: `请写上“${ERASE_WORDS}”四个字` }),
  /** Of a desk account. */
  password: z.string().max(200).optional(),
  /** A fresh `wx.login` code, of somebody who signs in with WeChat. */
  code: wechatCode.optional(),
});
export type EraseInput = z.infer<typeof eraseInput>;
