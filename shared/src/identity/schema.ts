import { z } from 'zod';
import { id, instant, pageOf, someWords } from '../fields';
import { postRole } from '../posts/schema';
import { consentVersion } from '../privacy/agreement';

export const accountKinds = ['wechat', 'desk', 'demo'] as const;

/** What a successful sign-in or refresh returns. The refresh token is used once; the next one replaces it. */
export const sessionTokens = z.object({
  /** Whose they are: what waits on a device to be sent goes out as nobody else. */
  accountId: id,
  accessToken: z.string(),
  accessExpiresAt: instant,
  refreshToken: z.string(),
  refreshExpiresAt: instant,
});
export type SessionTokens = z.infer<typeof sessionTokens>;

export const myPost = z.object({
  id,
  role: postRole,
  scope: z.object({ kind: z.enum(['place', 'organisation']), id, name: z.string() }),
  title: z.string(),
});

/** Desks a person may open; the interface shows only these and never works rights out by itself. */
export const deskNames = ['dispatch', 'handle', 'check', 'supervise', 'manage', 'figures'] as const;

export const me = z.object({
  id,
  name: z.string(),
  kind: z.enum(accountKinds),
  phoneMasked: z.string().nullable(),
  posts: z.array(myPost),
  desks: z.array(z.enum(deskNames)),
  unread: z.number().int(),
  /** What was agreed to last; null before. */
  consent: z.object({ version: z.number().int(), at: instant }).nullable(),
  createdAt: instant,
});
export type Me = z.infer<typeof me>;

export const wechatCode = z.string().min(1, '缺少微信登录凭证').max(200);
/** Who has not agreed yet agrees here: there is no account before. */
export const wechatSignInInput = z.object({ code: wechatCode, consent: consentVersion.optional() });
export const loginName = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9_.-]{2,31}$/, '登录名用小写字母开头，3–32 位字母、数字或 . _ -');
export const password = z.string().min(10, '密码至少 10 位').max(200, '密码太长');
export const setPasswordInput = z.object({ password, consent: consentVersion });
export const deskSignInInput = z.object({ loginName: z.string().max(64), password: z.string().max(200) });
export const demoSignInInput = z.object({ accountId: id });
export const refreshInput = z.object({ refreshToken: z.string().min(20).max(400) });
export const updateMeInput = z.object({
  name: someWords(20).optional(),
  phone: z
    .string()
    .regex(/^1[3-9]\d{9}$/, '手机号应为 11 位')
    .nullable()
    .optional(),
});

export const demoPerson = z.object({
  id,
  name: z.string(),
  role: z.union([postRole, z.literal('resident')]),
  roleLabel: z.string(),
  /** What this person looks after, in words. */
  about: z.string(),
});
export type DemoPerson = z.infer<typeof demoPerson>;

export const deskAccountInput = z.object({ name: someWords(20), loginName });
export const deskAccount = z.object({
  id,
  name: z.string(),
  loginName: z.string(),
  passwordSet: z.boolean(),
  disabledAt: instant.nullable(),
  createdAt: instant,
});
export const deskAccountPage = pageOf(deskAccount);
/** A one-time link with which the owner sets the password; shown once. */
export const passwordLink = z.object({ account: deskAccount, path: z.string(), expiresAt: instant });

/** Digits somebody shows to be found for a post. */
export const appointmentCode = z.object({ code: z.string().regex(/^\d{8}$/), until: instant });
export type AppointmentCode = z.infer<typeof appointmentCode>;
