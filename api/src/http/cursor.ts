import { AppError } from './errors';

/** The key of a page's last item as an opaque text: what `next` holds. */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The parts of a cursor, exactly as many as were put in; anything else is the caller's mistake. */
export function decodeCursor(cursor: string, parts: number): string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts && key.every((part) => typeof part === 'string'))
      return key;
  } catch {
    // Said below.
  }
  throw new AppError('VALIDATION_FAILED', { fields: { cursor: '翻页位置不对' } });
}

/** A cursor that is the 24-hex id of the last item. */
export function decodeIdCursor(cursor: string): string {
  const [id = ''] = decodeCursor(cursor, 1);
  if (!/^[0-9a-f]{24}$/.test(id))
    throw new AppError('VALIDATION_FAILED', { fields: { cursor: '翻页位置不对' } });
  return id;
}
