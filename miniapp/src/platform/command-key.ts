const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A key that makes repeating one command harmless: made once, sent with every try. It guards nothing secret. */
export function newKey(): string {
  let key = '';
  for (let i = 0; i < 24; i++) key += letters[Math.floor(Math.random() * letters.length)];
  return key;
}
