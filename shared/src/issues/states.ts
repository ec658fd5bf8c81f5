/** Where a case stands. The order is the order of its life. */
export const issueStates = [
  'reported',
  'accepted',
  'filed',
  'dispatched',
  'handled',
  'verified',
  'closed',
  'refused',
  'withdrawn',
  'merged',
  'transferred',
] as const;
export type IssueState = (typeof issueStates)[number];

/** `open`: somebody still has to act; `closed`: done with; `ended`: ended some other way. */
export type StateGroup = 'open' | 'closed' | 'ended';

/** How a state is coloured: amber only for "due soon", red only for late or refused, green only for solved. */
export type Tone = 'neutral' | 'due' | 'late' | 'solved' | 'refused';

interface StateFacts {
  group: StateGroup;
  label: string;
  tone: Tone;
}

export const stateFacts: Record<IssueState, StateFacts> = {
  reported: { group: 'open', label: '待受理', tone: 'neutral' },
  accepted: { group: 'open', label: '已受理', tone: 'neutral' },
  filed: { group: 'open', label: '已立案', tone: 'neutral' },
  dispatched: { group: 'open', label: '处置中', tone: 'neutral' },
  handled: { group: 'open', label: '待核查', tone: 'neutral' },
  verified: { group: 'open', label: '待结案', tone: 'neutral' },
  closed: { group: 'closed', label: '已结案', tone: 'solved' },
  refused: { group: 'ended', label: '不予受理', tone: 'refused' },
  withdrawn: { group: 'ended', label: '已撤回', tone: 'neutral' },
  merged: { group: 'ended', label: '已并案', tone: 'neutral' },
  transferred: { group: 'ended', label: '已移交', tone: 'neutral' },
};

export const stateGroupLabels: Record<StateGroup, string> = {
  open: '办理中',
  closed: '已结案',
  ended: '已终止',
};

export function statesIn(group: StateGroup): IssueState[] {
  return issueStates.filter((state) => stateFacts[state].group === group);
}

export const openStates: readonly IssueState[] = statesIn('open');

export function isOpen(state: IssueState): boolean {
  return stateFacts[state].group === 'open';
}

/** From how long before its due time a case counts as "due soon". */
export const DUE_SOON_MS = 4 * 60 * 60 * 1000;

/** The tone of a case now: that of its state, or amber and red as its due time comes near and passes. */
export function toneOf(state: IssueState, due: Date | null, now: Date): Tone {
  if (!isOpen(state) || !due) return stateFacts[state].tone;
  const left = due.getTime() - now.getTime();
  if (left < 0) return 'late';
  return left <= DUE_SOON_MS ? 'due' : 'neutral';
}
