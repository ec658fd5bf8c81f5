import type { IconName } from './icon-names';

export interface Choice<T extends string> {
  value: T;
  label: string;
  note?: string;
  icon?: IconName;
}

export interface ChoiceListProps<T extends string> {
  /** The question, read before the choices. */
  label: string;
  choices: readonly Choice<T>[];
  value: T | null;
  onChange: (value: T) => void;
  /** `tiles`: a grid of short ones. */
  layout?: 'list' | 'tiles';
  hideLabel?: boolean;
  error?: string | undefined;
}
