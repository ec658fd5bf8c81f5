/** What a key does on the desk. */
export type KeyAction = 'next' | 'previous' | 'open' | 'accept' | 'dispatch' | 'search' | 'help' | 'leave';

export const keyHelp: readonly { keys: string; action: KeyAction; words: string }[] = [
  { keys: 'j', action: 'next', words: '下一件' },
  { keys: 'k', action: 'previous', words: '上一件' },
  { keys: 'Enter', action: 'open', words: '到办理表单' },
  { keys: 'a', action: 'accept', words: '受理' },
  { keys: 'd', action: 'dispatch', words: '派遣' },
  { keys: '/', action: 'search', words: '搜索' },
  { keys: '?', action: 'help', words: '这张快捷键表' },
  { keys: 'Esc', action: 'leave', words: '离开表单，回到列表' },
];

const actions: Readonly<Record<string, KeyAction>> = {
  j: 'next',
  k: 'previous',
  Enter: 'open',
  a: 'accept',
  d: 'dispatch',
  '/': 'search',
  '?': 'help',
  Escape: 'leave',
};

/** What is known of a key press. */
export interface KeyPress {
  key: string;
  /** Where it happened writes text, e.g. an input. */
  typing: boolean;
  /** Where it happened answers to Enter itself: a button, a link, a choice. */
  pressable: boolean;
  /** Ctrl, Alt or Meta was held: the browser's own. */
  modified: boolean;
  composing: boolean;
}

/** The action of a key press; null leaves the key to the browser. While typing only Escape is ours. */
export function actionOf({ key, typing, pressable, modified, composing }: KeyPress): KeyAction | null {
  if (modified || composing) return null;
  const action = actions[key.length === 1 ? key.toLowerCase() : key] ?? null;
  if (typing) return action === 'leave' ? action : null;
  return action === 'open' && pressable ? null : action;
}
