import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { Button } from '../../../components/button';
import { Icon } from '../../../components/icon';
import { Pressable } from '../../../components/pressable';
import { commandLabel } from '../words';
import './batch.scss';
import { type BatchCommand, offersFor } from './batch-plan';

interface BatchBarProps {
  picked: readonly IssueCard[];
  onCommand: (command: BatchCommand) => void;
  /** Narrows what is picked. */
  onKeep: (cases: readonly IssueCard[]) => void;
  onClear: () => void;
}

/** At the bottom while cases are picked: what can be done with all of them. */
export function BatchBar({ picked, onCommand, onKeep, onClear }: BatchBarProps) {
  const { common, partial } = offersFor(picked);
  return (
    <section className="batch-bar" aria-label="批量办理">
      <strong className="tabular" role="status">{`已选 ${picked.length} 件`}</strong>
      {common.map(({ command }, at) => (
        <Button
          key={command}
          kind={at === 0 ? 'main' : 'plain'}
          name={`batch-${command}`}
          onPress={() => onCommand(command)}
        >
          {commandLabel(command, 'problem')}
        </Button>
      ))}
      {common.length === 0 ? <span className="batch-bar__none">没有能一起办的事</span> : null}
      {common.length === 0
        ? partial.map(({ command, cases }) => (
            <Pressable
              key={command}
              className="batch-bar__keep"
              name={`keep-${command}`}
              onPress={() => onKeep(cases)}
            >
              {`只留能${commandLabel(command, 'problem')}的 ${cases.length} 件`}
            </Pressable>
          ))
        : null}
      {common.length === 0 && partial.length === 0 ? (
        <span className="batch-bar__none">处置和核查要逐件拍现场照片</span>
      ) : null}
      <Pressable className="batch-bar__clear" label="取消选择" name="clear-selection" onPress={onClear}>
        <Icon name="close" size="small" />
      </Pressable>
    </section>
  );
}
