import type { DeskCommand } from './desk-commands';

/** What a key does on the desk. */
export type KeyAction =
  | 'next'
  | 'previous'
  | 'extendNext'
  | 'extendPrevious'
  | 'select'
  | 'selectAll'
  | 'open'
  | 'search'
  | 'view'
  | 'map'
  | 'refresh'
  | 'saveFilter'
  | 'help'
  | 'leave'
  | { command: DeskCommand }
  | { saved: number };

interface KeyLine {
  key: string;
  action: KeyAction;
  words: string;
}

/** The table of keys as the help shows it, in groups. Letters are written as they are typed without Shift. */
export const keyGroups: readonly { title: string; lines: readonly KeyLine[] }[] = [
  {
    title: '看',
    lines: [
      { key: 'j', action: 'next', words: '下一件' },
      { key: 'k', action: 'previous', words: '上一件' },
      { key: 'Enter', action: 'open', words: '到办理表单' },
      { key: 'Escape', action: 'leave', words: '离开表单，回到列表；再按一次取消选择' },
      { key: 'm', action: 'map', words: '地图' },
      { key: 'u', action: 'refresh', words: '刷新列表，显示新来的' },
    ],
  },
  {
    title: '选',
    lines: [
      { key: 'x', action: 'select', words: '选中或取消这一件' },
      { key: 'Shift+j', action: 'extendNext', words: '连着选下一件' },
      { key: 'Shift+k', action: 'extendPrevious', words: '连着选上一件' },
      { key: '*', action: 'selectAll', words: '选中已载入的全部' },
    ],
  },
  {
    title: '办（选了几件就一起办）',
    lines: [
      { key: 'a', action: { command: 'accept' }, words: '受理' },
      { key: 'r', action: { command: 'refuse' }, words: '不予受理' },
      { key: 'e', action: { command: 'correct' }, words: '更正' },
      { key: 'f', action: { command: 'file' }, words: '立案' },
      { key: 'd', action: { command: 'dispatch' }, words: '派遣' },
      { key: 'w', action: { command: 'recall' }, words: '撤回派遣' },
      { key: 'h', action: { command: 'handle' }, words: '处置、答复' },
      { key: 'b', action: { command: 'return' }, words: '退回' },
      { key: 'p', action: { command: 'pass' }, words: '核查通过' },
      { key: 'n', action: { command: 'fail' }, words: '核查不通过' },
      { key: 'c', action: { command: 'close' }, words: '结案' },
      { key: 'Ctrl+Enter', action: 'open', words: '在表单里：提交' },
    ],
  },
  {
    title: '找',
    lines: [
      { key: '/', action: 'search', words: '搜索' },
      { key: 'v', action: 'view', words: '切换“等我办”和“全部”' },
      { key: 's', action: 'saveFilter', words: '存为常用筛选' },
      { key: '1–9', action: { saved: 0 }, words: '打开第几个常用筛选' },
      { key: '?', action: 'help', words: '这张快捷键表' },
    ],
  },
];

const actions = new Map(keyGroups.flatMap(({ lines }) => lines.map(({ key, action }) => [key, action])));

/** What is known of a key press. */
export interface KeyPress {
  key: string;
  shift: boolean;
  /** Where it happened writes text, e.g. an input. */
  typing: boolean;
  /** Where it happened answers to Enter itself: a button, a link, a choice. */
  pressable: boolean;
  /** Ctrl, Alt or Meta was held: the browser's own. */
  modified: boolean;
  /** An input method is at work on it. */
  composing: boolean;
}

/** The action of a key press; null leaves the key to the browser. While typing only Escape is ours. */
export function actionOf({ key, shift, typing, pressable, modified, composing }: KeyPress): KeyAction | null {
  if (modified || composing) return null;
  if (/^[1-9]$/.test(key)) return typing ? null : { saved: Number(key) - 1 };
  const letter = /^[a-z]$/i.test(key);
  const action = actions.get(letter ? `${shift ? 'Shift+' : ''}${key.toLowerCase()}` : key) ?? null;
  if (typing) return action === 'leave' ? action : null;
  return action === 'open' && pressable ? null : action;
}
