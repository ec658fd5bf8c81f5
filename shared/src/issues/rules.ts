import type { ErrorCode } from '../errors';
import { type IssueState, openStates } from './states';

/** Every step a person (or the system) can take on a case. */
export const issueCommands = [
  'report',
  'join',
  'accept',
  'refuse',
  'correct',
  'file',
  'dispatch',
  'return',
  'recall',
  'handle',
  'pass',
  'fail',
  'close',
  'rate',
  'reopen',
  'withdraw',
  'cover',
  'uncover',
] as const;
export type IssueCommand = (typeof issueCommands)[number];

/**
 * What somebody is to one particular case, by the posts held and the place or organisation of the case.
 * `administrator` keeps the installation and reads no more of a case than the public; `account` is anybody signed in; `system` is the program itself where it is allowed to act.
 */
export const relations = [
  'account',
  'reporter',
  'dispatcher',
  'unit',
  'grid',
  'chief',
  'bureau',
  'administrator',
  'system',
] as const;
export type Relation = (typeof relations)[number];

/** What a command must bring; the contract makes these fields required. */
export type RequiredInput =
  | 'wordsOrPictures'
  | 'pointOrAddress'
  | 'matter'
  | 'place'
  | 'publicChoice'
  | 'reason'
  | 'words'
  | 'changes'
  | 'condition'
  | 'organisation'
  | 'pictures'
  | 'standardMet'
  | 'result'
  | 'solved'
  | 'score';

export interface CommandRule {
  label: string;
  /** States it starts from; null is "not there yet". */
  from: readonly (IssueState | null)[];
  /** The state it leads to; `same` leaves the state as it is. */
  to: IssueState | 'same';
  /** Any one of these may do it. */
  who: readonly Relation[];
  brings: readonly RequiredInput[];
  /** Counts as rework. */
  rework?: true;
}

/** Where words and pictures of a case may be public. */
const publicStates: readonly IssueState[] = [
  'accepted',
  'filed',
  'dispatched',
  'handled',
  'verified',
  'closed',
  'merged',
  'transferred',
];

/** The life of a case as one table. Refusals beyond state and relation are in `guards`. */
export const rules: Record<IssueCommand, CommandRule> = {
  report: {
    label: '上报',
    from: [null],
    to: 'reported',
    who: ['account', 'dispatcher'],
    brings: ['wordsOrPictures', 'pointOrAddress'],
  },
  join: { label: '也遇到了', from: openStates, to: 'same', who: ['account'], brings: [] },
  accept: {
    label: '受理',
    from: ['reported'],
    to: 'accepted',
    who: ['dispatcher'],
    brings: ['matter', 'place', 'publicChoice'],
  },
  refuse: {
    label: '不予受理',
    from: ['reported'],
    to: 'refused',
    who: ['dispatcher'],
    brings: ['reason', 'words'],
  },
  correct: {
    label: '更正',
    from: ['reported', 'accepted', 'filed'],
    to: 'same',
    who: ['dispatcher'],
    brings: ['changes', 'words'],
  },
  file: { label: '立案', from: ['accepted'], to: 'filed', who: ['dispatcher'], brings: ['condition'] },
  dispatch: {
    label: '派遣',
    from: ['filed'],
    to: 'dispatched',
    who: ['dispatcher', 'system'],
    brings: ['organisation'],
  },
  return: { label: '退回', from: ['dispatched'], to: 'filed', who: ['unit'], brings: ['reason', 'words'] },
  recall: { label: '撤回派遣', from: ['dispatched'], to: 'filed', who: ['dispatcher'], brings: ['reason'] },
  handle: {
    label: '处置',
    from: ['dispatched'],
    to: 'handled',
    who: ['unit'],
    brings: ['pictures', 'words'],
  },
  pass: {
    label: '核查通过',
    from: ['handled'],
    to: 'verified',
    who: ['grid', 'chief', 'dispatcher'],
    brings: ['pictures', 'standardMet'],
  },
  fail: {
    label: '核查不通过',
    from: ['handled'],
    to: 'dispatched',
    who: ['grid', 'chief', 'dispatcher'],
    brings: ['reason', 'pictures'],
    rework: true,
  },
  close: {
    label: '结案',
    from: ['verified'],
    to: 'closed',
    who: ['dispatcher', 'system'],
    brings: ['result'],
  },
  rate: {
    label: '评价',
    from: ['closed'],
    to: 'same',
    who: ['reporter'],
    brings: ['solved', 'score', 'words'],
  },
  reopen: {
    label: '要求重新处理',
    from: ['closed'],
    to: 'filed',
    who: ['reporter'],
    brings: ['words'],
    rework: true,
  },
  withdraw: {
    label: '撤回上报',
    from: ['reported', 'accepted'],
    to: 'withdrawn',
    who: ['reporter'],
    brings: [],
  },
  cover: {
    label: '先遮起来',
    from: publicStates,
    to: 'same',
    who: ['bureau', 'administrator'],
    brings: ['words'],
  },
  uncover: {
    label: '恢复公开',
    from: publicStates,
    to: 'same',
    who: ['bureau', 'administrator'],
    brings: ['words'],
  },
};

/** A problem to be put right, or a suggestion (建言) to be answered. */
export type IssueKind = 'problem' | 'suggestion';

/** Where the life of a suggestion differs: it is answered, not filed and checked on site. null is no step of it. */
const suggestionRules: Partial<Record<IssueCommand, Partial<CommandRule> | null>> = {
  file: null,
  pass: null,
  fail: null,
  reopen: null,
  correct: { from: ['reported', 'accepted'] },
  dispatch: { from: ['accepted'] },
  return: { to: 'accepted' },
  recall: { to: 'accepted' },
  handle: { label: '答复', brings: ['words'] },
  close: { from: ['handled'] },
};

/** The row of the table for a kind of case; null when the command is no step of its life. */
export function ruleFor(command: IssueCommand, kind: IssueKind = 'problem'): CommandRule | null {
  const change = kind === 'suggestion' ? suggestionRules[command] : undefined;
  return change === null ? null : { ...rules[command], ...change };
}

/** Days after closing in which the reporter may rate or ask for it to be done again. */
export const RATING_DAYS = 15;

/** Who checks a fix: the first of these that has somebody in post, apart from who handled it. */
export type Verifier = Extract<Relation, 'grid' | 'chief' | 'dispatcher'>;

/** What the rules need to know of the case, the person and the moment. */
export interface DecisionContext {
  /** A problem unless it says otherwise. */
  kind?: IssueKind;
  /** null only for `report`. */
  state: IssueState | null;
  /** All the person is to this case; `account` for anybody signed in. */
  relations: readonly Relation[];
  now: Date;
  /** Whether this very person did the last `handle`. */
  handledByMe?: boolean;
  /** Whose check it is, see `verifierOf`. */
  verifier?: Verifier;
  closedAt?: Date | null;
  /** The reporter's rating since the last closing, if there is one. */
  rating?: { solved: boolean } | null;
  /** How often the case was reopened. */
  reopenings?: number;
  joinedByMe?: boolean;
  /** Whether its public words and pictures are covered; null while nothing of it is public. */
  covered?: boolean | null;
}

export type Decision = { ok: true; to: IssueState; rework: boolean } | { ok: false; code: ErrorCode };

/** Whose check a handled case is: the grid worker of its cell, else the street's chief, else the dispatcher. */
export function verifierOf(inPost: { grid: boolean; chief: boolean }): Verifier {
  if (inPost.grid) return 'grid';
  return inPost.chief ? 'chief' : 'dispatcher';
}

function ratingWindowOver({ closedAt, now }: DecisionContext): boolean {
  return !closedAt || now.getTime() - closedAt.getTime() > RATING_DAYS * 24 * 60 * 60 * 1000;
}

function refuseCheck(context: DecisionContext): ErrorCode | null {
  if (context.handledByMe) return 'NOT_YOURS_TO_CHECK';
  return context.relations.includes(context.verifier ?? 'dispatcher') ? null : 'FORBIDDEN';
}

/** What can still refuse a command when state and relation fit: the code of the refusal, or null. */
const guards: Partial<Record<IssueCommand, (context: DecisionContext) => ErrorCode | null>> = {
  join: (context) => {
    if (context.relations.includes('reporter')) return 'OWN_REPORT';
    return context.joinedByMe ? 'ALREADY_JOINED' : null;
  },
  cover: ({ covered }) => (covered === false ? null : 'NOTHING_TO_COVER'),
  uncover: ({ covered }) => (covered === true ? null : 'NOT_COVERED'),
  pass: refuseCheck,
  fail: refuseCheck,
  rate: (context) => {
    if (context.rating) return 'ALREADY_RATED';
    return ratingWindowOver(context) ? 'RATING_CLOSED' : null;
  },
  reopen: (context) => {
    if ((context.reopenings ?? 0) > 0) return 'ALREADY_REOPENED';
    if (context.rating?.solved) return 'RATED_SOLVED';
    return ratingWindowOver(context) ? 'REOPEN_CLOSED' : null;
  },
};

/**
 * Whether a command may be done, and the state it leads to. Checks in this order: who (403), state (409), guard.
 * Whether the case is visible at all (404) is decided before, by the query that loads it.
 */
export function decide(command: IssueCommand, context: DecisionContext): Decision {
  const rule = ruleFor(command, context.kind);
  if (!rule) return { ok: false, code: 'NOT_FOR_SUGGESTIONS' };
  if (!rule.who.some((relation) => context.relations.includes(relation)))
    return { ok: false, code: 'FORBIDDEN' };
  if (!rule.from.includes(context.state)) return { ok: false, code: 'ISSUE_STATE_CHANGED' };
  const refusal = guards[command]?.(context);
  if (refusal) return { ok: false, code: refusal };
  const to = rule.to === 'same' ? (context.state ?? 'reported') : rule.to;
  return { ok: true, to, rework: rule.rework ?? false };
}

/** The commands open to this person on this case now: what the server sends as `abilities`. */
export function abilitiesFor(context: DecisionContext): IssueCommand[] {
  return issueCommands.filter((command) => command !== 'report' && decide(command, context).ok);
}
