import type { ReactNode } from 'react';

/** What can be pressed: on the web a real button, so that keyboard and screen reader know it. */
export interface PressableProps {
  children: ReactNode;
  className?: string;
  onPress: () => void;
  disabled?: boolean;
  /** What a screen reader says when the content alone does not. */
  label?: string;
  /** Something that is on or off. */
  pressed?: boolean;
  expanded?: boolean;
  /** One of several, of which one is chosen. */
  role?: 'button' | 'tab' | 'radio' | 'link' | 'option';
  selected?: boolean;
  /** The page one is on, among links. */
  current?: boolean;
  /** Name for tests and for scripts that look at the page. */
  name?: string;
}
