import type { BodyInputOf } from '@gongzhi/shared/contract';
import type { LngLat } from '@gongzhi/shared/fields';
import type { issueContracts } from '@gongzhi/shared/issues/contract';
import { newKey } from '../../../platform/command-key';
import type { DraftState } from './draft-states';
import type { KeptPicture } from './kept-picture';

export type ReportBody = BodyInputOf<typeof issueContracts.report>;

/** What the person answers. */
export interface ReportForm {
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
  /** The post of the chief it is meant for. */
  addressedTo: string | null;
}

/** What only a person can mend: in the server's words, at the step of the form where it is mended. */
export interface DraftTrouble {
  message: string;
  step: number;
  /** The case an earlier try made; what was changed since is not in it. */
  arrivedAs?: { id: string; number: string };
}

/** How far the sending has come: enough to go on after the app was killed at any moment. */
export interface DraftSending {
  /** What is sent, stored before the first try: a try whose answer was lost is repeated word for word. */
  body: ReportBody | null;
  /** A try left this device, so it may have arrived. */
  tried: boolean;
  /** Changed after such a try: the case on the server may be the older one. */
  changedSince: boolean;
  tries: number;
  /** Not before this time by itself (milliseconds); the person can send at once. */
  notBefore: number;
  waitsFor: 'network' | 'server' | 'signIn' | null;
  /** How often the server had forgotten the pictures in a row. */
  forgotten: number;
}

/** A report in the making: kept on this device, so that nothing is lost on the way. */
export interface ReportDraft extends ReportForm {
  id: string;
  /** The account that wrote it; nobody else sees or sends it. */
  owner: string;
  state: DraftState;
  /** Made once, so that sending twice makes one case. */
  key: string;
  step: number;
  pictures: KeptPicture[];
  /** What the place is called, as far as it was looked up; for reading only. */
  placeName: string;
  sending: DraftSending;
  trouble: DraftTrouble | null;
  /** Milliseconds. */
  changedAt: number;
  submittedAt: number | null;
}

export const notTried: DraftSending = {
  body: null,
  tried: false,
  changedSince: false,
  tries: 0,
  notBefore: 0,
  waitsFor: null,
  forgotten: 0,
};

export function emptyDraft(owner: string, now: number, addressedTo: string | null = null): ReportDraft {
  return {
    id: newKey(),
    owner,
    state: 'editing',
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
    addressedTo,
    placeName: '',
    sending: notTried,
    trouble: null,
    changedAt: now,
    submittedAt: null,
  };
}

/** Whether somebody would miss it: a place the telephone guessed by itself is no work of theirs. */
export function worthKeeping({
  pictures,
  text,
  address,
  community,
  matterCode,
  groupCode,
}: ReportDraft): boolean {
  return (
    pictures.length > 0 ||
    Boolean(text.trim() || address.trim()) ||
    community !== null ||
    matterCode !== null ||
    groupCode !== null
  );
}

/** A change by the person. A try under way before it may have arrived with what it said then. */
export function edited(
  draft: ReportDraft,
  change: Partial<ReportForm & Pick<ReportDraft, 'pictures'>>,
): ReportDraft {
  const { sending } = draft;
  return {
    ...draft,
    ...change,
    ...('point' in change ? { placeName: '' } : {}),
    sending: { ...sending, body: null, changedSince: sending.tried },
  };
}

/** The same words and pictures as a report of their own, where an earlier try has become a case. */
export function asNewReport(draft: ReportDraft): ReportDraft {
  return { ...draft, key: newKey(), sending: notTried, trouble: null };
}

/** What is sent. Null while there is no place, or neither words nor pictures. */
export function reportOf(draft: ReportForm & { key: string }, pictureIds: string[]): ReportBody | null {
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
    ...(draft.addressedTo ? { addressedTo: draft.addressedTo } : {}),
    ...(draft.groupCode ? { groupCode: draft.groupCode } : {}),
    ...(draft.matterCode ? { matterCode: draft.matterCode } : {}),
  };
}

function placeOf({ typed, community, address, point, origin }: ReportForm) {
  if (typed)
    return community && address.trim() ? { communityId: community.id, address: address.trim() } : null;
  return point ? { point, origin, address: address.trim() } : null;
}

/** What a report cannot be sent without, and the step of the form that asks for it. */
export const askedAtStep = { point: 1, community: 1, address: 1, text: 2 } as const;
export type Missing = Partial<Record<keyof typeof askedAtStep, string>>;

/** What is still missing, in the words for whoever has to add it; pictures count before they are uploaded. */
export function missingIn({ typed, community, address, point, text, pictures }: ReportDraft): Missing {
  return {
    ...(!typed && !point && { point: '请在地图上点一下问题在哪里，或者改为写地址' }),
    ...(typed && !community && { community: '请选一个社区（村）' }),
    ...(typed && !address.trim() && { address: '请写地址' }),
    ...(!text.trim() && pictures.length === 0 && { text: '没有照片的话，请写一写' }),
  };
}
