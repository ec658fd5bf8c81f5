import { decryptField, encryptField } from '../../platform/field-encryption';

const PURPOSE = 'phone';

/** 138****1234: enough to recognise one's own, too little to call. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

export const sealPhone = (secret: string, accountId: string, phone: string) =>
  encryptField(secret, PURPOSE, accountId, phone);

export const openPhone = (secret: string, accountId: string, stored: string) =>
  decryptField(secret, PURPOSE, accountId, stored);
