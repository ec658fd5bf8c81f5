/**
 * Pinyin initials of a name: 「东门社区」 → `dmsq`; letters and digits stay. The library and its dictionary are read
 * only when places are imported.
 */
export async function initialsOf(): Promise<(name: string) => string> {
  const { pinyin } = await import('pinyin-pro');
  return (name) =>
    pinyin(name.normalize('NFKC'), { pattern: 'first', toneType: 'none', type: 'array' })
      .join('')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '');
}
