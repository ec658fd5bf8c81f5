import { errorTable } from '@gongzhi/shared/errors';
import { type ReasonedCommand, reasonCodes, reasonLabel, reasonLists } from '@gongzhi/shared/issues/reasons';
import {
  abilitiesFor,
  type DecisionContext,
  decide,
  type IssueCommand,
  type IssueKind,
  issueCommands,
  type Relation,
  relations,
  ruleFor,
  rules,
  verifierOf,
} from '@gongzhi/shared/issues/rules';
import {
  DUE_SOON_MS,
  type IssueState,
  isOpen,
  issueStates,
  stateFacts,
  statesIn,
  toneOf,
} from '@gongzhi/shared/issues/states';
import { DAY_MS } from '@gongzhi/shared/time';

const now = new Date('2026-11-23T10:00:00+08:00');
const closedAt = new Date('2026-11-20T10:00:00+08:00');

const published = 'accepted filed dispatched handled verified closed merged transferred';

/** The table of the case rules, written down a second time by hand: command, states it starts from, who, where to. */
const table: [IssueCommand, string, string, IssueState | 'same'][] = [
  ['report', '-', 'account dispatcher', 'reported'],
  ['join', 'reported accepted filed dispatched handled verified', 'account', 'same'],
  ['accept', 'reported', 'dispatcher', 'accepted'],
  ['refuse', 'reported', 'dispatcher', 'refused'],
  ['correct', 'reported accepted filed', 'dispatcher', 'same'],
  ['file', 'accepted', 'dispatcher', 'filed'],
  ['dispatch', 'filed', 'dispatcher system', 'dispatched'],
  ['return', 'dispatched', 'unit', 'filed'],
  ['recall', 'dispatched', 'dispatcher', 'filed'],
  ['handle', 'dispatched', 'unit', 'handled'],
  ['pass', 'handled', 'grid', 'verified'],
  ['fail', 'handled', 'grid', 'dispatched'],
  ['close', 'verified', 'dispatcher system', 'closed'],
  ['rate', 'closed', 'reporter', 'same'],
  ['reopen', 'closed', 'reporter', 'filed'],
  ['withdraw', 'reported accepted', 'reporter', 'withdrawn'],
  ['cover', published, 'bureau administrator', 'same'],
  ['uncover', published, 'bureau administrator', 'same'],
];

function expected(command: IssueCommand, relation: Relation, state: IssueState | null) {
  const [, from, who, to] = table.find(([name]) => name === command) ?? (['report', '', '', 'same'] as const);
  // Who holds one of the three checking posts, but not the one whose check it is, is refused like a stranger; the
  // state is looked at first, because only then does it matter whose check it is.
  const checks = command === 'pass' || command === 'fail';
  const near = checks && (relation === 'chief' || relation === 'dispatcher');
  if (!near && !who.split(' ').includes(relation)) return 'FORBIDDEN';
  if (!from.split(' ').includes(state ?? '-')) return 'ISSUE_STATE_CHANGED';
  return near ? 'FORBIDDEN' : to === 'same' ? state : to;
}

describe('every command by everybody in every state', () => {
  it('has a row for every command', () => {
    expect(table.map(([command]) => command)).toEqual([...issueCommands]);
    expect(Object.keys(rules)).toEqual([...issueCommands]);
  });

  it.each(issueCommands)('%s', (command) => {
    for (const relation of relations) {
      for (const state of [null, ...issueStates]) {
        const context: DecisionContext = {
          state,
          relations: [relation],
          now,
          closedAt,
          verifier: 'grid',
          covered: command === 'uncover',
        };
        const decision = decide(command, context);
        const answer = decision.ok ? decision.to : decision.code;
        expect([relation, state, answer]).toEqual([relation, state, expected(command, relation, state)]);
      }
    }
  });

  it('counts rework for a failed check and a reopening, and nothing else', () => {
    expect(issueCommands.filter((command) => rules[command].rework)).toEqual(['fail', 'reopen']);
  });

  it('lets somebody with several posts act by any of them', () => {
    const context: DecisionContext = { state: 'reported', relations: ['account', 'unit', 'dispatcher'], now };
    expect(decide('accept', context)).toEqual({ ok: true, to: 'accepted', rework: false });
  });
});

describe('what a command must bring', () => {
  it.each<[IssueCommand, string[]]>([
    ['report', ['wordsOrPictures', 'pointOrAddress']],
    ['accept', ['matter', 'place', 'publicChoice']],
    ['refuse', ['reason', 'words']],
    ['return', ['reason', 'words']],
    ['recall', ['reason']],
    ['handle', ['pictures', 'words']],
    ['pass', ['pictures', 'standardMet']],
    ['fail', ['reason', 'pictures']],
    ['join', []],
    ['withdraw', []],
  ])('%s: %p', (command, brings) => {
    expect(rules[command].brings).toEqual(brings);
  });
});

describe('the check', () => {
  const check = (as: Relation[], verifier: 'grid' | 'chief' | 'dispatcher', handledByMe = false) =>
    decide('pass', { state: 'handled', relations: as, now, verifier, handledByMe });

  it.each([
    [true, true, 'grid'],
    [true, false, 'grid'],
    [false, true, 'chief'],
    [false, false, 'dispatcher'],
  ] as const)('with a grid worker %p and a chief %p in post is the %s’s', (grid, chief, who) => {
    expect(verifierOf({ grid, chief })).toBe(who);
  });

  it.each(['grid', 'chief', 'dispatcher'] as const)('of the %s is nobody else’s', (verifier) => {
    for (const relation of ['grid', 'chief', 'dispatcher'] as const) {
      expect(check([relation], verifier).ok).toBe(relation === verifier);
    }
  });

  it.each(['pass', 'fail'] as const)('is never done (%s) by who handled it, whatever the post', (command) => {
    const context = { state: 'handled', relations: ['unit', 'grid', 'chief', 'dispatcher'] } as const;
    expect(decide(command, { ...context, now, verifier: 'grid', handledByMe: true })).toEqual({
      ok: false,
      code: 'NOT_YOURS_TO_CHECK',
    });
  });

  it('falls to the dispatcher when nothing else is said', () => {
    expect(decide('pass', { state: 'handled', relations: ['dispatcher'], now }).ok).toBe(true);
    expect(decide('pass', { state: 'handled', relations: ['grid'], now }).ok).toBe(false);
  });
});

describe('after closing', () => {
  const rate = (change: Partial<DecisionContext>) =>
    decide('rate', { state: 'closed', relations: ['reporter'], now, closedAt, ...change });
  const reopen = (change: Partial<DecisionContext>) =>
    decide('reopen', { state: 'closed', relations: ['reporter'], now, closedAt, ...change });
  const daysAgo = (days: number, ms = 0) => new Date(now.getTime() - days * DAY_MS - ms);

  it('is rated once', () => {
    expect(rate({})).toEqual({ ok: true, to: 'closed', rework: false });
    expect(rate({ rating: { solved: true } })).toEqual({ ok: false, code: 'ALREADY_RATED' });
  });

  it('is rated within 15 days, to the millisecond', () => {
    expect(rate({ closedAt: daysAgo(15) }).ok).toBe(true);
    expect(rate({ closedAt: daysAgo(15, 1) })).toEqual({ ok: false, code: 'RATING_CLOSED' });
    expect(rate({ closedAt: null })).toEqual({ ok: false, code: 'RATING_CLOSED' });
  });

  it('is reopened once, by who does not say it was solved, and counts as rework', () => {
    expect(reopen({})).toEqual({ ok: true, to: 'filed', rework: true });
    expect(reopen({ rating: { solved: false } })).toEqual({ ok: true, to: 'filed', rework: true });
    expect(reopen({ rating: { solved: true } })).toEqual({ ok: false, code: 'RATED_SOLVED' });
    expect(reopen({ reopenings: 1 })).toEqual({ ok: false, code: 'ALREADY_REOPENED' });
    expect(reopen({ closedAt: daysAgo(15) }).ok).toBe(true);
    expect(reopen({ closedAt: daysAgo(15, 1) })).toEqual({ ok: false, code: 'REOPEN_CLOSED' });
  });
});

describe('joining', () => {
  const join = (change: Partial<DecisionContext>) =>
    decide('join', { state: 'filed', relations: ['account'], now, ...change });

  it('is for anybody else, once', () => {
    expect(join({})).toEqual({ ok: true, to: 'filed', rework: false });
    expect(join({ joinedByMe: true })).toEqual({ ok: false, code: 'ALREADY_JOINED' });
    expect(join({ relations: ['account', 'reporter'], joinedByMe: true })).toEqual({
      ok: false,
      code: 'OWN_REPORT',
    });
  });
});

describe('a suggestion', () => {
  const go = (command: IssueCommand, state: IssueState, relation: Relation) => {
    const decision = decide(command, { kind: 'suggestion', state, relations: [relation], now, closedAt });
    return decision.ok ? decision.to : decision.code;
  };

  it('goes from accepted to a unit, from its answer to closed, and is rated', () => {
    expect(go('accept', 'reported', 'dispatcher')).toBe('accepted');
    expect(go('dispatch', 'accepted', 'dispatcher')).toBe('dispatched');
    expect(go('return', 'dispatched', 'unit')).toBe('accepted');
    expect(go('recall', 'dispatched', 'dispatcher')).toBe('accepted');
    expect(go('handle', 'dispatched', 'unit')).toBe('handled');
    expect(go('close', 'handled', 'dispatcher')).toBe('closed');
    expect(go('rate', 'closed', 'reporter')).toBe('closed');
  });

  it.each<[IssueCommand, IssueState]>([
    ['file', 'accepted'],
    ['pass', 'handled'],
    ['fail', 'handled'],
    ['reopen', 'closed'],
  ])('is not %s', (command, state) => {
    for (const relation of relations) expect(go(command, state, relation)).toBe('NOT_FOR_SUGGESTIONS');
    expect(ruleFor(command, 'suggestion')).toBeNull();
  });

  it('needs words only for its answer', () => {
    expect(ruleFor('handle', 'suggestion')?.brings).toEqual(['words']);
  });

  it.each<IssueKind>(['problem', 'suggestion'])('never changes the table for a %s', (kind) => {
    expect(ruleFor('accept', kind)).toEqual(rules.accept);
  });
});

describe('what the server offers', () => {
  it.each<[IssueState, Relation[], IssueCommand[]]>([
    ['reported', ['account'], ['join']],
    ['reported', ['account', 'reporter'], ['withdraw']],
    ['reported', ['account', 'dispatcher'], ['join', 'accept', 'refuse', 'correct']],
    ['dispatched', ['account', 'unit'], ['join', 'return', 'handle']],
    ['handled', ['account', 'grid'], ['join', 'pass', 'fail']],
    ['closed', ['account', 'reporter'], ['rate', 'reopen']],
    ['closed', ['account', 'dispatcher'], []],
    ['withdrawn', ['account', 'reporter', 'dispatcher', 'unit', 'grid'], []],
  ])('in %s to %p is %p', (state, as, commands) => {
    expect(abilitiesFor({ state, relations: as, now, closedAt, verifier: 'grid' })).toEqual(commands);
  });

  it('has no more to offer once rated as solved', () => {
    const rating = { solved: true };
    expect(abilitiesFor({ state: 'closed', relations: ['reporter'], now, closedAt, rating })).toEqual([]);
  });
});

describe('states', () => {
  it('are open, closed or ended', () => {
    expect(statesIn('open')).toEqual(['reported', 'accepted', 'filed', 'dispatched', 'handled', 'verified']);
    expect(statesIn('closed')).toEqual(['closed']);
    expect(statesIn('ended')).toEqual(['refused', 'withdrawn', 'merged', 'transferred']);
  });

  it('are called what the case rules call them', () => {
    expect(issueStates.map((state) => stateFacts[state].label).join(' ')).toBe(
      '待受理 已受理 已立案 处置中 待核查 待结案 已结案 不予受理 已撤回 已并案 已移交',
    );
  });

  it('that are not open let nobody act on the work any more', () => {
    for (const command of issueCommands) {
      for (const state of rules[command].from) {
        if (state && !isOpen(state)) expect(['rate', 'reopen', 'cover', 'uncover']).toContain(command);
      }
    }
  });

  it('keep green for solved, red for late and refused, amber for soon', () => {
    const due = new Date(now.getTime() + DUE_SOON_MS);
    expect(toneOf('dispatched', new Date(due.getTime() + 1), now)).toBe('neutral');
    expect(toneOf('dispatched', due, now)).toBe('due');
    expect(toneOf('dispatched', now, now)).toBe('due');
    expect(toneOf('dispatched', new Date(now.getTime() - 1), now)).toBe('late');
    expect(toneOf('verified', null, now)).toBe('neutral');
    expect(toneOf('closed', closedAt, now)).toBe('solved');
    expect(toneOf('refused', null, now)).toBe('refused');
  });
});

describe('reasons', () => {
  it.each(Object.keys(reasonLists) as ReasonedCommand[])(
    'for %s are for a command that must bring one',
    (command) => {
      expect(rules[command].brings).toContain('reason');
      const labels = reasonCodes(command).map((code) => reasonLabel(command, code));
      expect(new Set(labels).size).toBe(labels.length);
      expect(reasonCodes(command).at(-1)).toBe('other');
    },
  );

  it('are there for every command that must bring one', () => {
    const needing = issueCommands.filter((command) => rules[command].brings.includes('reason'));
    expect(needing.sort()).toEqual(Object.keys(reasonLists).sort());
  });

  it.each(['nonsense', 'toString', '__proto__'])('know no %s', (code) => {
    expect(reasonLabel('refuse', code)).toBeNull();
  });
});

it('refuses only with codes that have a status of their own', () => {
  expect(errorTable.FORBIDDEN.status).toBe(403);
  expect(errorTable.NOT_YOURS_TO_CHECK.status).toBe(403);
  for (const code of ['ISSUE_STATE_CHANGED', 'ALREADY_RATED', 'RATING_CLOSED', 'ALREADY_REOPENED'] as const) {
    expect(errorTable[code].status).toBe(409);
  }
});
