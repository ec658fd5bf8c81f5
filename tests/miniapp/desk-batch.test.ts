import {
  type BatchCommand,
  type BatchInput,
  batchCommands,
  emptyInput,
  offersFor,
  planBatch,
} from '../../miniapp/src/features/desk-cases/batch/batch-plan';
import { type Outcome, runBatch } from '../../miniapp/src/features/desk-cases/batch/run-batch';
import { keyFor } from '../../miniapp/src/features/desk-cases/command-keys';
import { noFilters } from '../../miniapp/src/features/desk-cases/filters';
import { moved, proposedName, wrongWith } from '../../miniapp/src/features/desk-cases/saved/filter-lists';
import {
  extend,
  nothingSelected,
  selectAll,
  selectedIn,
  toggle,
} from '../../miniapp/src/features/desk-cases/selection';
import { countWords } from '../../miniapp/src/features/desk-cases/words';
import type { IssueCommand } from '../../shared/src/issues/rules';
import type { IssueCard } from '../../shared/src/issues/schema';
import { conditionsOf } from '../../shared/src/standards/catalogue';
import { shippedCatalogue } from '../../shared/src/standards/shipped-catalogue';

const catalogue = shippedCatalogue();
const matterWith = (conditions: 'one' | 'several') => {
  const found = catalogue.matters.find(({ code }) => {
    const { length } = conditionsOf(catalogue, code);
    return conditions === 'one' ? length === 1 : length > 1;
  });
  if (!found) throw new Error('no such matter');
  return { code: found.code, name: found.name };
};

const card = (id: string, more: Partial<IssueCard> = {}) =>
  ({
    id,
    version: 1,
    number: id,
    title: id,
    matter: null,
    abilities: [],
    assignedTo: null,
    ...more,
  }) as IssueCard;
const list = ['a', 'b', 'c', 'd', 'e'].map((id) => card(id));
const ids = ({ ids: picked }: { ids: ReadonlySet<string> }) => [...picked].sort().join('');

describe('picking several', () => {
  it('takes one and puts it back', () => {
    const one = toggle(nothingSelected, 'b');
    expect(ids(one)).toBe('b');
    expect(ids(toggle(one, 'b'))).toBe('');
  });
  it('goes on from where it began, and back again without losing what was picked by itself', () => {
    const begun = toggle(toggle(nothingSelected, 'e'), 'b');
    const further = extend(extend(begun, list, 'b', 'c'), list, 'c', 'd');
    expect(ids(further)).toBe('bcde');
    expect(ids(extend(further, list, 'd', 'c'))).toBe('bce');
    expect(ids(extend(further, list, 'd', 'a'))).toBe('abe');
  });
  it('begins at the open case when nothing was picked', () => {
    expect(ids(extend(nothingSelected, list, 'c', 'b'))).toBe('bc');
  });
  it('counts only what the list shows, in its order', () => {
    expect(selectedIn(selectAll(list), [card('d'), card('z'), card('a')]).map(({ id }) => id)).toEqual([
      'd',
      'a',
    ]);
  });
});

describe('what can be done with several', () => {
  const can = (id: string, ...abilities: IssueCommand[]) => card(id, { abilities });
  it('is what the server allows for each of them', () => {
    const { common, partial } = offersFor([
      can('a', 'accept', 'refuse', 'correct'),
      can('b', 'accept', 'refuse'),
      can('c', 'refuse', 'file'),
    ]);
    expect(common.map(({ command }) => command)).toEqual(['refuse']);
    expect(partial.map(({ command, cases }) => [command, cases.length])).toEqual([
      ['accept', 2],
      ['file', 1],
    ]);
  });
  it('is never what needs a picture of each place, or is about one case', () => {
    const all = can('a', 'handle', 'pass', 'fail', 'correct', 'withdraw', 'rate');
    expect(offersFor([all, all])).toEqual({ common: [], partial: [] });
    for (const command of ['handle', 'pass', 'fail', 'correct']) expect(batchCommands).not.toContain(command);
  });
});

describe('the plan of a batch', () => {
  const plan = (command: BatchCommand, cases: IssueCard[], input: Partial<BatchInput> = {}) =>
    planBatch(command, cases, { ...emptyInput, ...input }, catalogue);

  it('accepts each under its own class, the others under the one chosen, and publishes nothing', () => {
    const known = matterWith('one');
    const cases = [card('a', { matter: known }), card('b')];
    expect(plan('accept', cases).errors).toEqual({ matterCode: '还有 1 件没有类别，请选一个' });
    const { items, errors } = plan('accept', cases, { matterCode: '06010' });
    expect(errors).toEqual({});
    expect(items.map(({ body }) => body)).toEqual([
      { matterCode: known.code, publicText: null, publicPictureIds: [] },
      { matterCode: '06010', publicText: null, publicPictureIds: [] },
    ]);
    expect(items[1]?.does).toBe('受理为“暴露垃圾”，不公开文字和照片');
  });
  it('files under the only condition of a class, and asks where there are several', () => {
    const [single, choice] = [matterWith('one'), matterWith('several')];
    const cases = [card('a', { matter: single }), card('b', { matter: choice })];
    expect(plan('file', cases).errors.conditionCode).toBe('每一类都要选一个立案条件');
    const wanted = conditionsOf(catalogue, choice.code)[1]?.code ?? '';
    const { items, errors } = plan('file', cases, { conditions: { [choice.code]: wanted } });
    expect(errors).toEqual({});
    expect(items.map(({ body }) => body)).toEqual([
      { conditionCode: conditionsOf(catalogue, single.code)[0]?.code },
      { conditionCode: wanted },
    ]);
  });
  it('does not file under a condition of another class', () => {
    const choice = matterWith('several');
    expect(
      plan('file', [card('a', { matter: choice })], { conditions: { [choice.code]: 'nonsense' } }).errors,
    ).toEqual({
      conditionCode: '每一类都要选一个立案条件',
    });
  });
  it('sends all to one unit', () => {
    expect(plan('dispatch', list).errors.organisationId).toBe('请选一个处置单位');
    const organisation = { id: 'f'.repeat(24), name: '环卫处' };
    const { items, errors } = plan('dispatch', list, { organisation, words: '今天办' });
    expect(errors).toEqual({});
    expect(new Set(items.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(items[0]).toMatchObject({
      body: { organisationId: organisation.id, words: '今天办' },
      does: '派给环卫处',
    });
  });
  it.each([
    ['refuse', { reason: 'duplicate', words: '已在办理' }, { words: '', reason: null }, ['reason', 'words']],
    ['return', { reason: 'not_our_duty', words: '不归我们' }, { words: '' }, ['reason', 'words']],
    ['recall', { reason: 'wrong_unit', words: '' }, {}, ['reason']],
    ['close', { words: '都清走了' }, { words: '' }, ['result']],
  ] as const)('%s needs what its contract needs', (command, good, bad, wrong) => {
    expect(plan(command, list, good).errors).toEqual({});
    expect(Object.keys(plan(command, list, bad).errors).sort()).toEqual([...wrong].sort());
  });
  it('sends the same under the same key when it is tried again', () => {
    const organisation = { id: 'f'.repeat(24), name: '环卫处' };
    const key = () => {
      const [first] = plan('dispatch', list, { organisation }).items;
      return keyFor('a', 'dispatch', first?.body);
    };
    expect(key()).toBe(key());
  });
});

describe('running a batch', () => {
  async function run(act: (item: string) => Promise<string>, stopped: () => boolean = () => false) {
    const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const outcomes: (Outcome<string, string> | undefined)[] = [];
    let [busy, most] = [0, 0];
    await runBatch({
      items,
      act: async (item) => {
        most = Math.max(most, ++busy);
        try {
          return await act(item);
        } finally {
          busy--;
        }
      },
      explain: async (thrown) => String((thrown as Error).message),
      stopped,
      onOutcome: (at, outcome) => {
        outcomes[at] = outcome;
      },
    });
    return { outcomes, most };
  }
  const soon = <T>(value: T) => new Promise<T>((resolve) => setTimeout(() => resolve(value), 2));

  it('does a few at once and tells of each', async () => {
    const { outcomes, most } = await run((item) => soon(item.toUpperCase()));
    expect(most).toBe(3);
    expect(outcomes.map((outcome) => outcome?.status === 'done' && outcome.result)).toEqual([...'ABCDEFG']);
  });
  it('goes on over failures', async () => {
    const { outcomes } = await run(async (item) => {
      if (item === 'b' || item === 'f') throw new Error(`not ${item}`);
      return soon(item);
    });
    expect(outcomes.map((outcome) => outcome?.status)).toEqual([
      'done',
      'failed',
      'done',
      'done',
      'done',
      'failed',
      'done',
    ]);
    expect(outcomes[5]).toEqual({ status: 'failed', failure: 'not f' });
  });
  it('finishes what is under way when it is stopped, and begins nothing more', async () => {
    const begun: string[] = [];
    const { outcomes } = await run(
      (item) => {
        begun.push(item);
        return soon(item);
      },
      () => begun.length >= 4,
    );
    expect(begun).toHaveLength(4);
    expect(outcomes.map((outcome) => outcome?.status)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'left',
      'left',
      'left',
    ]);
  });
});

describe('saved filters', () => {
  const saved = (name: string) => ({ name, filters: noFilters });
  it('propose their name from what they narrow', () => {
    expect(proposedName(noFilters, catalogue)).toBe('等我办');
    expect(
      proposedName(
        {
          ...noFilters,
          place: { id: 'a'.repeat(24), name: '东城街道' },
          late: true,
          states: ['reported', 'filed'],
        },
        catalogue,
      ),
    ).toBe('东城街道 待受理、已立案 已超时');
    expect([...proposedName({ ...noFilters, q: '很'.repeat(60) }, catalogue)]).toHaveLength(20);
  });
  it('have names, each another one, and not too many of them', () => {
    expect(wrongWith([saved('一'), saved('二')])).toBeNull();
    expect(wrongWith([saved('一'), saved(' 一 ')])).toBe('有两个叫“一”，请改一个');
    expect(wrongWith([saved(' ')])).toBe('每个都要有名称');
    expect(wrongWith(Array.from({ length: 21 }, (_, at) => saved(String(at))))).toMatch(/^最多存 20 个/);
  });
  it('move a place at a time, and stop at the ends', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  });
  it('say how many cases they hold, as far as it matters', () => {
    expect([0, 7, 99, 100, null, undefined].map(countWords)).toEqual(['0', '7', '99', '99+', '', '']);
  });
});
