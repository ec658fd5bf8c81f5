import { decryptField, encryptField } from '../../../api/src/platform/field-encryption';

const secret = 'a secret of the installation, long enough';
const sealed = encryptField(secret, 'phone', 'account-1', '13812341234');

/** Its text begins with another letter. */
const changed = sealed.replace(
  /\.([\w-])([\w-]+)$/,
  (_, first: string, rest: string) => `.${first === 'A' ? 'Q' : 'A'}${rest}`,
);

test('what was encrypted comes back, and never looks the same twice', () => {
  expect(decryptField(secret, 'phone', 'account-1', sealed)).toBe('13812341234');
  expect(encryptField(secret, 'phone', 'account-1', '13812341234')).not.toBe(sealed);
});

test.each([
  ['another secret', () => decryptField(`${secret}!`, 'phone', 'account-1', sealed)],
  ['another purpose', () => decryptField(secret, 'address', 'account-1', sealed)],
  ['another record', () => decryptField(secret, 'phone', 'account-2', sealed)],
  ['a changed byte', () => decryptField(secret, 'phone', 'account-1', changed)],
  [
    'a shortened tag',
    () => decryptField(secret, 'phone', 'account-1', sealed.replace(/\.([\w-]{22})\./, '.AAAA.')),
  ],
  ['an unknown version', () => decryptField(secret, 'phone', 'account-1', sealed.replace('v1', 'v9'))],
])('with %s it does not open', (_, open) => {
  expect(open).toThrow();
});
