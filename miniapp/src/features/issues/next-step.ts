import { type IssueKind, ruleFor } from '@gongzhi/shared/issues/rules';
import type { IssueState } from '@gongzhi/shared/issues/states';
import { go } from '../../platform/navigate';
import { formFor, type PhoneCommand } from './command-forms';

/** The usual next step of a case on a phone. Whether it may be taken, the case itself says. */
const usual: Partial<Record<IssueState, PhoneCommand>> = { dispatched: 'handle', handled: 'pass' };

export function nextStep({ id, kind, state }: { id: string; kind: IssueKind; state: IssueState }) {
  const command = usual[state];
  if (!command || !ruleFor(command, kind)) return null;
  return { label: formFor(command, kind).button, onPress: () => go('case', { id, do: command }) };
}
