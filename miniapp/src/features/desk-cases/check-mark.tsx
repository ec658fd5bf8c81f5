import { classNames } from '../../components/class-names';
import { Icon } from '../../components/icon';

/** A small tick box as it looks; what it stands for says so itself to a screen reader. */
export function CheckMark({ on, some = false }: { on: boolean; some?: boolean }) {
  return (
    <span className={classNames('check-mark', (on || some) && 'check-mark--on')} aria-hidden="true">
      {on ? <Icon name="check" size="small" /> : some ? '–' : null}
    </span>
  );
}
