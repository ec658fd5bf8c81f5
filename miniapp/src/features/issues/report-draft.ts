import type { BodyInputOf } from '@gongzhi/shared/contract';
import type { LngLat } from '@gongzhi/shared/fields';
import type { UploadedPicture } from '@gongzhi/shared/files/schema';
import type { issueContracts } from '@gongzhi/shared/issues/contract';
import { useCallback, useState } from 'react';
import { newKey } from '../../platform/command-key';
import { forget, recall, remember } from '../../platform/storage';

export interface ReportDraft {
  /** Made once, so that sending twice makes one case. */
  key: string;
  step: number;
  pictures: UploadedPicture[];
  kind: 'problem' | 'suggestion';
  text: string;
  groupCode: string | null;
  matterCode: string | null;
  point: LngLat | null;
  origin: 'gps' | 'pin' | 'picture';
  /** Words about the exact spot. */
  address: string;
  /** Where the map does not help: a community and a typed address instead of a point. */
  typed: boolean;
  community: { id: string; name: string } | null;
  shareContact: boolean;
}

const KEY = 'report-draft';

const emptyDraft = (): ReportDraft => ({
  key: newKey(),
  step: 0,
  pictures: [],
  kind: 'problem',
  text: '',
  groupCode: null,
  matterCode: null,
  point: null,
  origin: 'gps',
  address: '',
  typed: false,
  community: null,
  shareContact: false,
});

/** A report in the making: kept on this device, so that nothing is lost on the way. */
export function useReportDraft() {
  const [draft, setDraft] = useState<ReportDraft>(() => ({ ...emptyDraft(), ...recall<ReportDraft>(KEY) }));
  const change = useCallback((next: Partial<ReportDraft>) => {
    setDraft((old) => {
      const changed = { ...old, ...next };
      remember(KEY, changed);
      return changed;
    });
  }, []);
  const clear = useCallback(() => {
    forget(KEY);
    setDraft(emptyDraft());
  }, []);
  return { draft, change, clear };
}

/** What is sent. Null while there is no place, or neither words nor pictures. */
export function reportOf(
  draft: ReportDraft,
  pictureIds: string[],
): BodyInputOf<typeof issueContracts.report> | null {
  const place = placeOf(draft);
  if (!place || (!draft.text.trim() && pictureIds.length === 0)) return null;
  return {
    key: draft.key,
    kind: draft.kind,
    text: draft.text.trim(),
    pictureIds,
    place,
    shareContact: draft.shareContact,
    source: process.env.TARO_ENV === 'weapp' ? 'miniapp' : 'web',
    ...(draft.groupCode ? { groupCode: draft.groupCode } : {}),
    ...(draft.matterCode ? { matterCode: draft.matterCode } : {}),
  };
}

function placeOf({ typed, community, address, point, origin }: ReportDraft) {
  if (typed)
    return community && address.trim() ? { communityId: community.id, address: address.trim() } : null;
  return point ? { point, origin, address: address.trim() } : null;
}
