import { newKey } from '../../platform/command-key';

const keys = new Map<string, { body: string; key: string }>();

/**
 * The key a command is sent with. The same content again gets the same key, so a reply that was lost is no second
 * act; other content gets a new one, as the API demands.
 */
export function keyFor(issueId: string, command: string, body: unknown): string {
  const name = `${issueId}/${command}`;
  const text = JSON.stringify(body);
  const known = keys.get(name);
  if (known?.body === text) return known.key;
  const key = newKey();
  keys.set(name, { body: text, key });
  return key;
}

export function dropKey(issueId: string, command: string): void {
  keys.delete(`${issueId}/${command}`);
}
