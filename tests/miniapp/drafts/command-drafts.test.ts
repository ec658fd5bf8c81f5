const stored = new Map<string, unknown>();
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    getStorageInfoSync: () => ({ keys: [...stored.keys()] }),
    getStorageSync: (key: string) => stored.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => stored.set(key, value),
  },
}));

import { formFor } from '../../../miniapp/src/features/issues/command-forms';
import { commandDrafts, emptyCommandDraft } from '../../../miniapp/src/features/issues/drafts/command-drafts';

const suggestion = { id: 'a'.repeat(24), kind: 'suggestion', title: '多放几个垃圾桶' } as const;
const draft = emptyCommandDraft('me', suggestion, 'handle', 0);

test('the draft of an answer is called one in the list', () => {
  commandDrafts.write(draft);
  const kept = commandDrafts.read(draft.id);
  expect(kept).toEqual(draft);
  expect(kept && formFor(kept.command, kept.kind).button).toBe('答复');
});

test('one that an earlier version kept still opens', () => {
  const { kind: _, ...old } = draft;
  commandDrafts.write(old as typeof draft);
  expect(commandDrafts.read(draft.id)).toEqual({ ...old, kind: 'problem' });
});
