import { stateLabel, stepLabel } from '@gongzhi/shared/issues/labels';
import { type IssueCommand, type IssueKind, issueCommands, ruleFor } from '@gongzhi/shared/issues/rules';
import { type Audience, describeEvent } from '@gongzhi/shared/issues/sentences';
import { issueStates } from '@gongzhi/shared/issues/states';

const now = new Date('2026-11-25T10:00:00+08:00');
const dueAt = new Date('2026-11-25T18:00:00+08:00');
const audiences: readonly Audience[] = ['everybody', 'unit', 'checker', 'addressee'];

const told = (command: IssueCommand, kind: IssueKind | undefined, audience: Audience = 'everybody') =>
  describeEvent({ command, kind, organisation: '环卫处', dueAt }, now, audience);

describe('what is said of an event', () => {
  it.each<[IssueCommand, problem: string, suggestion: string]>([
    ['report', '收到一件上报，今天 18:00 前答复是否受理', '收到一条建言，今天 18:00 前答复是否受理'],
    ['accept', '已受理，正在核定怎样处理', '已受理，正在安排单位答复'],
    ['dispatch', '已派给环卫处，今天 18:00 前处理', '已派给环卫处，今天 18:00 前答复'],
    ['return', '环卫处退回了案件，将重新派遣', '环卫处退回了案件，将重新派遣'],
    ['handle', '环卫处处理完了，等待核查', '环卫处已答复'],
    ['close', '已结案', '已结案'],
  ])('%s, to everybody', (command, problem, suggestion) => {
    expect([told(command, 'problem'), told(command, 'suggestion')]).toEqual([problem, suggestion]);
    // Told by a version that did not say the kind yet.
    expect(told(command, undefined)).toBe(problem);
  });

  it.each<[Audience, IssueCommand, problem: string, suggestion: string]>([
    ['unit', 'dispatch', '有新的任务，请今天 18:00 前处理', '有新的建言，请今天 18:00 前答复'],
    ['unit', 'recall', '任务已撤回，不用再处理', '任务已撤回，不用再答复'],
    [
      'addressee',
      'report',
      '有居民把这件上报给您，指挥中心会受理，您可以先去看看',
      '有居民向您提了一条建言，指挥中心会受理',
    ],
    ['addressee', 'close', '已结案', '已结案'],
  ])('to the %s: %s', (audience, command, problem, suggestion) => {
    expect([told(command, 'problem', audience), told(command, 'suggestion', audience)]).toEqual([
      problem,
      suggestion,
    ]);
  });

  it.each<[IssueKind, solved: boolean, string]>([
    ['problem', true, '上报人评价：已解决，4 分'],
    ['problem', false, '上报人评价：没有解决，4 分'],
    ['suggestion', true, '提建言的人评价：答复说清楚了，4 分'],
    ['suggestion', false, '提建言的人评价：答复没有说清楚，4 分'],
  ])('rating a %s', (kind, solved, words) => {
    expect(describeEvent({ command: 'rate', kind, solved, score: 4 }, now)).toBe(words);
  });

  it('speaks of no check and no filing where there is none', () => {
    for (const command of issueCommands.filter((each) => ruleFor(each, 'suggestion'))) {
      const heard = audiences.filter((audience) => audience !== 'checker');
      for (const audience of heard)
        expect(told(command, 'suggestion', audience)).not.toMatch(/核查|立案|处理完/);
    }
    for (const state of issueStates) {
      if (state === 'filed' || state === 'verified') continue;
      expect(stateLabel(state, 'suggestion')).not.toMatch(/核查|处置/);
    }
  });
});

test('states and steps are called by what is done', () => {
  expect([stateLabel('handled', 'problem'), stateLabel('handled', 'suggestion')]).toEqual([
    '待核查',
    '已答复',
  ]);
  expect([stateLabel('dispatched', 'problem'), stateLabel('dispatched', 'suggestion')]).toEqual([
    '处置中',
    '待答复',
  ]);
  expect([stepLabel('handle', 'problem'), stepLabel('handle', 'suggestion')]).toEqual(['处置', '答复']);
  expect(stepLabel('accept', 'suggestion')).toBe('受理');
});
