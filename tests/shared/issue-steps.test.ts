import { decide, type IssueCommand, issueCommands } from '@gongzhi/shared/issues/rules';
import { type IssueState, isOpen } from '@gongzhi/shared/issues/states';
import {
  type AdvanceContext,
  type AdvancedSteps,
  advanceSteps,
  currentStep,
  type IssueStep,
  recomputeStep,
  type StepLimits,
} from '@gongzhi/shared/issues/steps';
import { publishedCalendar as calendar } from '@gongzhi/shared/standards/calendar';
import type { Limit } from '@gongzhi/shared/standards/labels';
import { defaultWorkingHours as hours, type WorkingHours } from '@gongzhi/shared/standards/working-hours';
import { HOUR_MS, localClock, localDay } from '@gongzhi/shared/time';
import fc from 'fast-check';

const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const say = (instant: Date | null) => (instant ? `${localDay(instant)} ${localClock(instant)}` : null);
const limits: StepLimits = {
  accept: { amount: 2, unit: 'work_hours' },
  file: { amount: 2, unit: 'work_hours' },
  dispatch: { amount: 2, unit: 'work_hours' },
  verify: { amount: 4, unit: 'work_hours' },
  answer: { amount: 7, unit: 'work_days' },
};
const handleLimit: Limit = { amount: 4, unit: 'work_hours' };

/** Carries a case through `[when, command]` pairs. */
function live(story: [string, IssueCommand][], change: Partial<AdvanceContext> = {}): AdvancedSteps {
  return story.reduce<AdvancedSteps>(
    ({ steps }, [when, command]) =>
      advanceSteps(steps, command, { now: at(when), limits, handleLimit, calendar, hours, ...change }),
    { steps: [], current: null },
  );
}

const brief = (steps: IssueStep[]) =>
  steps.map((step) => [
    step.step,
    step.round,
    say(step.startedAt),
    say(step.dueAt),
    say(step.doneAt),
    step.inTime,
    step.outcome,
  ]);

const untilDispatched: [string, IssueCommand][] = [
  ['2026-11-23 09:00', 'report'],
  ['2026-11-23 10:00', 'accept'],
  ['2026-11-23 11:30', 'file'],
  ['2026-11-23 14:00', 'dispatch'],
];
const firstSteps = [
  ['accept', 0, '2026-11-23 09:00', '2026-11-23 11:00', '2026-11-23 10:00', true, 'done'],
  ['file', 0, '2026-11-23 10:00', '2026-11-23 12:00', '2026-11-23 11:30', true, 'done'],
  ['dispatch', 0, '2026-11-23 11:30', '2026-11-23 15:00', '2026-11-23 14:00', true, 'done'],
];

describe('the clocks of a case', () => {
  it('run one after the other, each from the end of the one before', () => {
    const { steps, current } = live([
      ...untilDispatched,
      ['2026-11-23 17:00', 'handle'],
      ['2026-11-24 11:30', 'pass'],
      ['2026-11-24 14:00', 'close'],
    ]);
    expect(brief(steps)).toEqual([
      ...firstSteps,
      ['handle', 0, '2026-11-23 14:00', '2026-11-23 18:00', '2026-11-23 17:00', true, 'done'],
      ['verify', 0, '2026-11-23 17:00', '2026-11-24 11:30', '2026-11-24 11:30', true, 'done'],
    ]);
    expect(current).toBeNull();
  });

  it('record that a step came too late', () => {
    const { steps, current } = live([
      ['2026-11-23 09:00', 'report'],
      ['2026-11-23 11:01', 'accept'],
    ]);
    expect(steps[0]).toMatchObject({ inTime: false, outcome: 'done' });
    expect(current).toMatchObject({ step: 'file', doneAt: null, inTime: null, outcome: null });
  });

  it('stop when it is refused; the answer itself was in time', () => {
    const { steps, current } = live([
      ['2026-11-23 09:00', 'report'],
      ['2026-11-23 11:00', 'refuse'],
    ]);
    expect(brief(steps)).toEqual([
      ['accept', 0, '2026-11-23 09:00', '2026-11-23 11:00', '2026-11-23 11:00', true, 'done'],
    ]);
    expect(current).toBeNull();
  });

  it('stop when it is withdrawn, without counting the open step as done', () => {
    const { steps, current } = live([
      ['2026-11-23 09:00', 'report'],
      ['2026-11-23 10:00', 'accept'],
      ['2026-11-23 10:30', 'withdraw'],
    ]);
    expect(steps.map((step) => step.outcome)).toEqual(['done', 'withdrawn']);
    expect(current).toBeNull();
  });

  it.each(['join', 'correct', 'rate', 'close'] as const)('are left alone by %s', (command) => {
    const before = live(untilDispatched);
    const after = advanceSteps(before.steps, command, {
      now: at('2026-11-23 15:00'),
      limits,
      handleLimit,
      calendar,
      hours,
    });
    expect(after).toEqual(before);
  });

  it.each([
    ['return', 'returned'],
    ['recall', 'recalled'],
  ] as const)('of the handling end undone by %s, and dispatching starts anew', (command, outcome) => {
    const { steps, current } = live([...untilDispatched, ['2026-11-23 15:00', command]]);
    expect(brief(steps)).toEqual([
      ...firstSteps,
      ['handle', 0, '2026-11-23 14:00', '2026-11-23 18:00', '2026-11-23 15:00', true, outcome],
      ['dispatch', 0, '2026-11-23 15:00', '2026-11-23 17:00', null, null, null],
    ]);
    expect(current?.step).toBe('dispatch');
  });

  it('give the next unit its full time after a return', () => {
    const { current } = live([
      ...untilDispatched,
      ['2026-11-23 17:00', 'return'],
      ['2026-11-24 08:30', 'dispatch'],
    ]);
    expect([current?.step, say(current?.dueAt ?? null)]).toEqual(['handle', '2026-11-24 14:00']);
  });

  it('of a failed check go on with what the unit had left: the wait was not its own', () => {
    const story: [string, IssueCommand][] = [
      ...untilDispatched,
      ['2026-11-23 17:00', 'handle'],
      ['2026-11-24 10:00', 'fail'],
    ];
    const { steps, current } = live(story);
    expect(brief(steps).slice(3)).toEqual([
      // Three of four hours were used; the last one starts when the check failed.
      ['handle', 0, '2026-11-23 14:00', '2026-11-24 11:00', null, null, null],
      ['verify', 0, '2026-11-23 17:00', '2026-11-24 11:30', '2026-11-24 10:00', true, 'done'],
    ]);
    expect(current?.pauses).toEqual([{ from: at('2026-11-23 17:00'), to: at('2026-11-24 10:00') }]);

    const again = live([...story, ['2026-11-24 11:30', 'handle'], ['2026-11-24 14:00', 'fail']]);
    expect(again.current?.step).toBe('handle');
    // It was late by then, and another failed check gives nothing back.
    expect(say(again.current?.dueAt ?? null)).toBe('2026-11-24 11:00');

    const done = live([...story, ['2026-11-24 10:45', 'handle'], ['2026-11-24 16:00', 'pass']]);
    expect(done.steps[3]).toMatchObject({ inTime: true, outcome: 'done' });
    expect(done.steps.filter((step) => step.step === 'verify')).toHaveLength(2);
    expect(done.current).toBeNull();
  });

  it('of a failed check go on for the last unit, not for one that gave the case back', () => {
    const { steps, current } = live([
      ...untilDispatched,
      ['2026-11-23 15:00', 'return'],
      ['2026-11-23 16:00', 'dispatch'],
      ['2026-11-23 17:00', 'handle'],
      ['2026-11-24 10:00', 'fail'],
    ]);
    expect(steps[3]).toMatchObject({ step: 'handle', outcome: 'returned', doneAt: at('2026-11-23 15:00') });
    expect([say(current?.startedAt ?? null), say(current?.dueAt ?? null)]).toEqual([
      '2026-11-23 16:00',
      '2026-11-24 14:30',
    ]);
  });

  it('start a new round when it is reopened', () => {
    const { steps, current } = live([
      ...untilDispatched,
      ['2026-11-23 17:00', 'handle'],
      ['2026-11-24 09:00', 'pass'],
      ['2026-11-24 09:30', 'close'],
      ['2026-11-25 09:00', 'reopen'],
      ['2026-11-25 09:30', 'dispatch'],
    ]);
    expect(brief(steps).slice(5)).toEqual([
      ['dispatch', 1, '2026-11-25 09:00', '2026-11-25 11:00', '2026-11-25 09:30', true, 'done'],
      ['handle', 1, '2026-11-25 09:30', '2026-11-25 15:00', null, null, null],
    ]);
    expect(current?.round).toBe(1);
  });

  it('run by the unit’s own hours while it handles, also after a failed check', () => {
    const unitHours: WorkingHours = { days: 'every_day', windows: [{ from: '05:00', to: '20:00' }] };
    const story: [string, IssueCommand][] = [
      ...untilDispatched.slice(0, 3),
      ['2026-11-23 17:30', 'dispatch'],
    ];
    expect(say(live(story, { unitHours }).current?.dueAt ?? null)).toBe('2026-11-24 06:30');
    const failed = live([...story, ['2026-11-23 18:30', 'handle'], ['2026-11-24 08:30', 'fail']], {
      unitHours,
    });
    expect(say(failed.current?.dueAt ?? null)).toBe('2026-11-24 11:30');
    expect(say(failed.steps.at(-1)?.dueAt ?? null)).toBe('2026-11-24 14:00');
  });

  it('of an answer to a suggestion: no filing, no check', () => {
    const story: [string, IssueCommand][] = [
      ['2026-11-23 09:00', 'report'],
      ['2026-11-23 10:00', 'accept'],
      ['2026-11-23 11:00', 'dispatch'],
    ];
    const { steps, current } = live(story, { kind: 'suggestion', handleLimit: null });
    expect(steps.map((step) => step.step)).toEqual(['accept', 'dispatch', 'handle']);
    expect([current?.limit, say(current?.dueAt ?? null)]).toEqual([limits.answer, '2026-12-02 11:00']);
    const answered = live([...story, ['2026-11-24 11:00', 'handle'], ['2026-11-24 12:00', 'close']], {
      kind: 'suggestion',
    });
    expect(answered.current).toBeNull();
  });

  it('cannot start for a problem that was filed under nothing', () => {
    expect(() => live(untilDispatched, { handleLimit: null })).toThrow(TypeError);
  });

  it('leave the steps they were given as they were', () => {
    const before = live([...untilDispatched, ['2026-11-23 17:00', 'handle']]).steps;
    const copy = structuredClone(before);
    advanceSteps(before, 'fail', { now: at('2026-11-24 10:00'), limits, calendar, hours });
    expect(before).toEqual(copy);
  });
});

describe('a provisional due time', () => {
  it('is computed again when the calendar is announced', () => {
    const { current } = live([['2026-12-31 17:00', 'report']]);
    expect([say(current?.dueAt ?? null), current?.provisional]).toEqual(['2027-01-01 09:30', true]);
    const announced = {
      ...calendar,
      years: { ...calendar.years, 2027: { daysOff: { '2027-01-01': '元旦' }, makeUpDays: {} } },
    };
    const again = recomputeStep(current as IssueStep, announced, hours);
    expect([say(again.dueAt), again.provisional]).toEqual(['2027-01-04 09:30', false]);
    expect(again.startedAt).toEqual(current?.startedAt);
  });
});

describe('any life of a case', () => {
  const moves = fc.array(fc.tuple(fc.constantFrom(...issueCommands), fc.integer({ min: 0, max: 90 })), {
    maxLength: 60,
  });

  it('has exactly one clock running until it is checked, and none afterwards', () => {
    fc.assert(
      fc.property(fc.constantFrom('problem' as const, 'suggestion' as const), moves, (kind, tries) => {
        let state: IssueState | null = null;
        let steps: IssueStep[] = [];
        let now = at('2026-11-23 09:00');
        let closedAt: Date | null = null;
        let reopenings = 0;
        for (const [command, waited] of [['report', 0] as const, ...tries]) {
          now = new Date(now.getTime() + waited * HOUR_MS);
          const decision = decide(command, {
            kind,
            state,
            relations: [
              'account',
              'dispatcher',
              'unit',
              'grid',
              ...(command === 'join' ? [] : (['reporter'] as const)),
            ],
            now,
            verifier: 'grid',
            closedAt,
            reopenings,
          });
          if (!decision.ok) continue;
          state = decision.to;
          if (command === 'close') closedAt = now;
          if (command === 'reopen') reopenings += 1;
          steps = advanceSteps(steps, command, { kind, now, limits, handleLimit, calendar, hours }).steps;
          const running = steps.filter((step) => step.doneAt === null);
          const noClock = state === 'verified' || (kind === 'suggestion' && state === 'handled');
          expect(running).toHaveLength(isOpen(state) && !noClock ? 1 : 0);
          expect(currentStep(steps)).toEqual(running[0] ?? null);
          for (const step of steps) {
            expect((step.doneAt === null) === (step.inTime === null)).toBe(true);
            if (step.doneAt) expect(step.inTime).toBe(step.doneAt <= step.dueAt);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
