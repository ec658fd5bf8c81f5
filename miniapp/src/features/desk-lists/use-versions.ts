import type { ListKind, ListVersion } from '@gongzhi/shared/lists/schema';
import { useState } from 'react';
import { useRemote } from '../../platform/use-remote';
import { listVersions } from './api';

/** The versions of a list and which one is looked at: the draft, else the one in force, else the newest. */
export function useVersions(kind: ListKind) {
  const versions = useRemote(`versions-${kind}`, () => listVersions(kind));
  const [chosen, setChosen] = useState<string | null>(null);
  const items = versions.data?.items ?? [];
  const usual =
    items.find(({ state }) => state === 'draft') ?? items.find(({ inForce }) => inForce) ?? items[0];
  const shown: ListVersion | null = items.find(({ id }) => id === chosen) ?? usual ?? null;
  return { versions, items, shown, choose: setChosen };
}

/** 「草稿」, 「第 3 版（现行，2026-12-01 起）」 */
export function versionWords({ state, version, effectiveFrom, inForce }: ListVersion): string {
  if (state === 'draft') return '草稿';
  return `第 ${version} 版（${inForce ? '现行，' : ''}${effectiveFrom} 起）`;
}
