import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const keys = new Map<string, Buffer>();

/** A key of its own for each purpose, so that nothing encrypted for one can be read as another. */
export function deriveKey(secret: string, purpose: string): Buffer {
  const name = `${purpose}\n${secret}`;
  let key = keys.get(name);
  if (!key) {
    key = Buffer.from(hkdfSync('sha256', secret, 'gongzhi', purpose, 32));
    keys.set(name, key);
  }
  return key;
}

/** Encrypts a field of a record with AES-256-GCM; `owner` ties it to that record, so it cannot be moved to another. */
export function encryptField(secret: string, purpose: string, owner: string, text: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(secret, purpose), iv);
  cipher.setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [VERSION, ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.');
}

/** Throws when the text was changed, belongs to another record or was encrypted under another secret. */
export function decryptField(secret: string, purpose: string, owner: string, stored: string): string {
  const [version, iv = '', tag = '', body = ''] = stored.split('.');
  if (version !== VERSION) throw new Error(`unknown version of an encrypted field: ${version}`);
  const bytes = (part: string) => Buffer.from(part, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(secret, purpose), bytes(iv), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(bytes(tag));
  return Buffer.concat([decipher.update(bytes(body)), decipher.final()]).toString('utf8');
}
