import type { BodyInputOf } from '@gongzhi/shared/contract';
import type { issueContracts } from '@gongzhi/shared/issues/contract';
import type { Chosen } from '../filters';
import type { PickedPlace } from '../picked-place';

/** A caller's report while it is being written down. */
export interface CallerDraft {
  source: 'hotline_12319' | 'hotline_12345';
  kind: 'problem' | 'suggestion';
  name: string;
  phone: string;
  text: string;
  matterCode: string | null;
  groupCode: string | null;
  /** Whether the spot is known; otherwise a community and what the caller said of it. */
  exact: boolean;
  place: PickedPlace;
  community: Chosen | null;
  address: string;
  shareContact: boolean;
}

export const emptyCall: CallerDraft = {
  source: 'hotline_12319',
  kind: 'problem',
  name: '',
  phone: '',
  text: '',
  matterCode: null,
  groupCode: null,
  exact: true,
  place: { point: null, address: '' },
  community: null,
  address: '',
  shareContact: false,
};

export type ReportBody = BodyInputOf<typeof issueContracts.report>;

/** What is sent; the key is added when it is. */
export function reportOf(draft: CallerDraft): Omit<ReportBody, 'key'> {
  const { source, kind, name, phone, text, matterCode, groupCode, exact, place, community } = draft;
  return {
    source,
    kind,
    text,
    shareContact: draft.shareContact,
    caller: { name, phone: phone.replace(/\s/g, '') },
    ...(matterCode ? { matterCode } : groupCode ? { groupCode } : {}),
    place:
      exact && place.point
        ? { point: place.point, origin: 'pin', address: place.address }
        : { communityId: community?.id ?? '', address: exact ? place.address : draft.address },
  };
}

/** What the contract cannot say in the words of this form. */
export function alsoMissing(draft: CallerDraft): Record<string, string> {
  return {
    ...(draft.exact && !draft.place.point && { place: '请在地图上标出，或改选“只知道大概”' }),
    ...(!draft.exact && !draft.community && { community: '请选社区' }),
    ...(!draft.exact && !draft.address.trim() && { address: '请写门牌、路口等' }),
    ...(!draft.name.trim() && { 'caller.name': '请填来电人的称呼' }),
    ...(!draft.text.trim() && { text: '请写来电人说了什么' }),
  };
}
