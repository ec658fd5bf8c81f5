import { alsoMissing, emptyCall, reportOf } from '../../miniapp/src/features/desk-cases/caller/caller-draft';
import { errorOf, fieldErrors } from '../../miniapp/src/features/desk-cases/check-input';
import { commandInputs, deskCommands } from '../../miniapp/src/features/desk-cases/desk-commands';
import {
  countNarrowings,
  filtersFrom,
  listQuery,
  noFilters,
  searchFrom,
} from '../../miniapp/src/features/desk-cases/filters';
import { actionOf, keyGroups } from '../../miniapp/src/features/desk-cases/keyboard';
import { hasPrivate, maskPrivate } from '../../miniapp/src/features/desk-cases/mask-private';
import {
  emptyQueue,
  neighbour,
  nextToDo,
  type QueueState,
  queueReducer,
} from '../../miniapp/src/features/desk-cases/queue-state';
import { firstPlace, placesFor } from '../../miniapp/src/features/desk-shell/desks';
import { AppFailure } from '../../miniapp/src/platform/failure';
import { refuseInput, reportInput } from '../../shared/src/issues/schema';

type Card = QueueState['items'][number];
const card = (id: string, version = 1) => ({ id, version }) as Card;
const placeId = 'a'.repeat(24);

describe('filters in the address', () => {
  it('come back as they were written', () => {
    const filters = {
      ...noFilters,
      view: 'scope' as const,
      states: ['reported' as const, 'filed' as const],
      late: true,
      place: { id: placeId, name: '东城街道 & 河' },
      groupCode: 'garbage',
      matterCode: '06010',
      q: '路灯 不亮',
      order: 'newest' as const,
    };
    expect(filtersFrom(searchFrom(filters))).toEqual(filters);
    expect(countNarrowings(filters)).toBe(6);
  });
  it('are nothing when they are as usual', () => {
    expect(searchFrom(noFilters)).toBe('');
    expect(filtersFrom('')).toEqual(noFilters);
    expect(listQuery(noFilters)).toEqual({ view: 'work', order: 'due' });
  });
  it('forgive what makes no sense', () => {
    expect(filtersFrom('?view=all&state=dancing,filed&place=7&matter=x&late=yes')).toEqual({
      ...noFilters,
      states: ['filed'],
    });
  });
});

describe('the queue', () => {
  const loaded = queueReducer(emptyQueue, {
    type: 'answered',
    asking: 'other',
    items: [card('a'), card('b'), card('c')],
    next: 'n',
  });
  it('shows a case once when it moved between two pages', () => {
    const more = queueReducer(loaded, {
      type: 'answered',
      asking: 'more',
      items: [card('c'), card('d')],
      next: null,
    });
    expect(more.items.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(more.next).toBeNull();
  });
  it('keeps a case that was acted on in its place and offers the following one', () => {
    const done = queueReducer(loaded, { type: 'commanded', card: card('b', 2), command: 'accept' });
    expect(done.items.map(({ id, version }) => `${id}${version}`)).toEqual(['a1', 'b2', 'c1']);
    expect(nextToDo(done, 'b')?.id).toBe('c');
    const both = queueReducer(done, { type: 'commanded', card: card('c', 2), command: 'accept' });
    expect(nextToDo(both, 'c')?.id).toBe('a');
    expect(nextToDo({ ...both, done: { ...both.done, a: 'accept' } }, 'c')).toBeNull();
  });
  it('counts what came in without moving anything', () => {
    const looked = queueReducer(loaded, { type: 'looked', items: [card('x'), card('a')] });
    expect(looked.waiting).toBe(1);
    expect(looked.items).toBe(loaded.items);
  });
  it('takes over what others did to the cases it shows, in their places', () => {
    const looked = queueReducer(loaded, { type: 'looked', items: [card('b', 3), card('a')] });
    expect(looked.items.map(({ id, version }) => `${id}${version}`)).toEqual(['a1', 'b3', 'c1']);
  });
  it('keeps what it shows until the answer to other filters is there, and nothing of it when that fails', () => {
    const asked = queueReducer(loaded, { type: 'asked' });
    expect(asked.items).toBe(loaded.items);
    const failure = new AppFailure('OFFLINE', '断了');
    expect(queueReducer(asked, { type: 'failed', asking: 'again', failure }).items).toBe(loaded.items);
    expect(queueReducer(asked, { type: 'failed', asking: 'other', failure }).items).toEqual([]);
  });
  it('counts the lists, so that another one begins at its top', () => {
    const again = queueReducer(loaded, { type: 'answered', asking: 'again', items: [card('c')], next: null });
    const other = queueReducer(again, { type: 'answered', asking: 'other', items: [], next: null });
    expect([loaded.list, again.list, other.list]).toEqual([1, 1, 2]);
  });
  it('walks to the neighbour and stops at the ends', () => {
    expect(neighbour(loaded.items, 'a', 1)?.id).toBe('b');
    expect(neighbour(loaded.items, 'a', -1)).toBeNull();
    expect(neighbour(loaded.items, null, 1)?.id).toBe('a');
    expect(neighbour(loaded.items, null, -1)?.id).toBe('c');
  });
});

describe('keys', () => {
  const press = {
    key: 'j',
    shift: false,
    typing: false,
    pressable: false,
    modified: false,
    composing: false,
  };
  const typed: [string, string, boolean][] = keyGroups.flatMap(({ lines }) =>
    lines
      .filter(({ key }) => !/[–+].*[a-z9]{2,}|–/.test(key))
      .map(
        ({ key, words }) =>
          [words, key.replace('Shift+', ''), key.startsWith('Shift+')] as [string, string, boolean],
      ),
  );
  it.each(typed)('%s: does what the help says', (words, key, shift) => {
    const line = keyGroups.flatMap(({ lines }) => lines).find((each) => each.words === words);
    expect(actionOf({ ...press, key: shift ? key.toUpperCase() : key, shift })).toEqual(line?.action);
  });
  it('the forms of the desk check what the contracts say', () => {
    const bodies = Object.entries(deskCommands).map(([name, { body }]) => [name, body]);
    expect(Object.entries(commandInputs)).toEqual(bodies);
  });
  it('are each given away once', () => {
    const keys = keyGroups.flatMap(({ lines }) => lines.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    const commands = keyGroups
      .flatMap(({ lines }) => lines)
      .flatMap(({ action }) => (typeof action === 'object' && 'command' in action ? [action.command] : []));
    expect(commands.sort()).toEqual(Object.keys(deskCommands).sort());
  });
  it('mean the same with the capitals locked, and something else with Shift', () => {
    expect(actionOf({ ...press, key: 'A' })).toEqual({ command: 'accept' });
    expect(actionOf({ ...press, key: 'A', shift: true })).toBeNull();
    expect(actionOf({ ...press, key: '3' })).toEqual({ saved: 2 });
    expect(actionOf({ ...press, key: '0' })).toBeNull();
    expect(actionOf({ ...press, key: 'z' })).toBeNull();
  });
  it('leave typing, shortcuts and input methods alone', () => {
    for (const key of ['j', 'x', 'a', '1', '*', '/', 'Enter']) {
      expect(actionOf({ ...press, key, typing: true })).toBeNull();
      expect(actionOf({ ...press, key, modified: true })).toBeNull();
      expect(actionOf({ ...press, key, composing: true })).toBeNull();
    }
    expect(actionOf({ ...press, key: 'Escape', typing: true })).toBe('leave');
    expect(actionOf({ ...press, key: 'Escape', typing: true, composing: true })).toBeNull();
    expect(actionOf({ ...press, key: 'Enter', pressable: true })).toBeNull();
  });
});

describe('what is proposed to the public', () => {
  it.each([
    ['请打 13812345678 找我', '请打 ＊＊＊ 找我'],
    ['138 1234 5678', '＊＊＊'],
    ['苏D·12A45 一直停在这里', '＊＊＊ 一直停在这里'],
    ['苏DF12345 占道', '＊＊＊ 占道'],
    ['身份证 32048219800101123X', '身份证 ＊＊＊'],
    ['0519-82881234', '＊＊＊'],
  ])('covers %s', (text, covered) => {
    expect(maskPrivate(text)).toBe(covered);
    expect(hasPrivate(text)).toBe(true);
  });
  it('leaves other numbers as they are', () => {
    const text = '2026年11月23日，3 号楼 402 室门口，编号 20261123-00042';
    expect(maskPrivate(text)).toBe(text);
  });
});

describe('field errors', () => {
  it('are told in the words of the contract, by field', () => {
    const errors = fieldErrors(refuseInput, { key: 'k'.repeat(8), words: '' });
    expect(errors.words).toBe('请写几个字');
    expect(errors.reason).toBe('请填写');
    expect(fieldErrors(refuseInput, { key: 'k'.repeat(8), reason: 'other', words: '好' })).toEqual({});
  });
  it('find what is wrong inside a field', () => {
    expect(errorOf({ 'place.address': '请写几个字' }, 'place')).toBe('请写几个字');
    expect(errorOf({ placement: 'x' }, 'place')).toBeUndefined();
  });
});

describe('a caller on the line', () => {
  const point: [number, number] = [119.6, 31.7];
  it('is told by the fields what is missing', () => {
    expect(Object.keys(alsoMissing(emptyCall)).sort()).toEqual(['caller.name', 'place', 'text']);
    expect(Object.keys(alsoMissing({ ...emptyCall, exact: false })).sort()).toEqual([
      'address',
      'caller.name',
      'community',
      'text',
    ]);
  });
  it.each([
    ['a spot', { place: { point, address: '相府前路' } }],
    ['a community', { exact: false, community: { id: placeId, name: '东门社区' }, address: '菜场门口' }],
  ])('becomes a report the contract takes, with %s', (_, where) => {
    const draft = { ...emptyCall, name: '王先生', phone: '138 1234 5678', text: '垃圾没人收', ...where };
    expect(alsoMissing(draft)).toEqual({});
    const report = reportInput.parse({ ...reportOf(draft), key: 'k'.repeat(8) });
    expect(report).toMatchObject({ source: 'hotline_12319', caller: { phone: '13812345678' } });
  });
});

describe('the left side of the desk', () => {
  it('offers what the API says, and opens at the work that waits', () => {
    expect(placesFor(['dispatch', 'figures'])).toEqual(['queue', 'cases', 'figures']);
    expect(firstPlace(['check'])).toBe('checks');
    expect(firstPlace(['manage', 'figures'])).toBe('people');
    expect(firstPlace(['figures'])).toBe('figures');
    expect(firstPlace([])).toBeNull();
  });
});
