import { hash, verify } from '@node-rs/argon2';

/** Argon2id is the library's default; memory, passes and lanes as OWASP recommends at least. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, options);

let nobody: Promise<string> | null = null;

/**
 * Whether a password fits. Without a stored one it takes as long and answers no, so that the time of the answer does
 * not say whether a login name exists.
 */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const fits = await verify(stored ?? (await nobody), password);
  return stored !== undefined && fits;
}
