import { isOnlyInPage } from './kept-picture';
import type { DraftSending, ReportDraft } from './report-draft';

type Waiting = NonNullable<DraftSending['waitsFor']>;

const waitingWords: Record<Waiting, string> = {
  network: '没有网络，已存好，联网后自动发送',
  server: '服务器暂时没有回应，已存好，过一会儿自动再发',
  signIn: '已存好，登录后自动发送',
};

/** Until when the page must stay open, where something of it could not be put by. */
const untilThen: Record<Waiting, string> = {
  network: '联网后自动发送',
  server: '过一会儿自动再发',
  signIn: '登录后自动发送',
};

/** Said when a report could not be sent at once, and beside it as long as it waits. */
export function waitingNote({ pictures }: ReportDraft, waitsFor: DraftSending['waitsFor']): string {
  const lost = pictures.some(isOnlyInPage);
  return lost
    ? `有照片没有存下。${untilThen[waitsFor ?? 'network']}，在那之前请不要关掉页面`
    : waitingWords[waitsFor ?? 'network'];
}

/** The first words of a draft, for lists. */
export function titleOf({ text, pictures }: ReportDraft): string {
  return text.trim() || (pictures.length > 0 ? `${pictures.length} 张照片，还没有写字` : '还没有写字');
}

export function placeOf({ typed, community, address, point, placeName }: ReportDraft): string {
  if (typed) return [community?.name, address.trim()].filter(Boolean).join(' ') || '还没有地点';
  if (!point) return '还没有地点';
  return [placeName, address.trim()].filter(Boolean).join(' ') || '地图上指的位置';
}

/** What the person should know about it now, in a sentence; nothing while it is being written. */
export function noteOf(draft: ReportDraft): string {
  const { state, sending, trouble, pictures } = draft;
  if (trouble) return trouble.message;
  if (state === 'sending') {
    const there = pictures.filter(({ uploaded }) => uploaded).length;
    return there < pictures.length ? `正在传照片，${there}/${pictures.length}` : '照片都传好了，正在发送';
  }
  return state === 'waiting' ? waitingNote(draft, sending.waitsFor) : '';
}
