import { Sheet } from '../../components/sheet';
import { keyHelp } from './keyboard';
import './key-help.scss';

/** The table of keys, on `?`. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title="快捷键" onClose={onClose}>
      <dl className="key-help">
        {keyHelp.map(({ keys, words }) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
