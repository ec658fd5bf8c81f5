import { formFor, missingIn, type PhoneCommand } from '../../miniapp/src/features/issues/command-forms';
import type { CommandDraft } from '../../miniapp/src/features/issues/drafts/command-drafts';
import type { IssueKind } from '../../shared/src/issues/rules';

const nothing = { reason: null, words: '', standardMet: false, solved: null, score: 0, pictures: [] };
const picture = { key: 'p', uploaded: null, refused: null } as CommandDraft['pictures'][number];

/** What the API asks for with each command (shared/issues/schema), in the order of the form. */
test.each<[PhoneCommand, IssueKind, Partial<CommandDraft>, string[]]>([
  ['handle', 'problem', {}, ['至少拍一张照片', '填写“做了什么”']],
  ['handle', 'problem', { pictures: [picture], words: ' ' }, ['填写“做了什么”']],
  ['handle', 'problem', { pictures: [picture], words: '已清运' }, []],
  ['handle', 'suggestion', {}, ['填写“答复”']],
  ['handle', 'suggestion', { words: '明年春天种树' }, []],
  ['pass', 'problem', { pictures: [picture] }, ['确认达到了结案标准']],
  ['pass', 'problem', { pictures: [picture], standardMet: true }, []],
  ['fail', 'problem', {}, ['选一个原因', '至少拍一张照片']],
  ['return', 'problem', { reason: 'not_ours' }, ['填写“说明”']],
  ['rate', 'problem', {}, ['回答“问题解决了吗？”', '打个分']],
  ['rate', 'suggestion', {}, ['回答“答复说清楚了吗？”', '打个分']],
  ['rate', 'problem', { solved: 'no', score: 2 }, []],
  ['reopen', 'problem', {}, ['填写“哪里还没有解决”']],
  ['join', 'problem', {}, []],
  ['withdraw', 'problem', {}, []],
  ['cover', 'problem', { words: '有车牌' }, []],
])('%s of a %s', (command, kind, answers, missing) => {
  expect(missingIn(formFor(command, kind), { ...nothing, ...answers })).toEqual(missing);
});

test('a suggestion is answered, a problem is handled', () => {
  expect(formFor('handle', 'suggestion').button).toBe('答复');
  expect(formFor('handle', 'problem').button).toBe('拍照办结');
  expect(formFor('pass', 'suggestion')).toBe(formFor('pass', 'problem'));
});
