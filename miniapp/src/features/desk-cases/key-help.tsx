import { Sheet } from '../../components/sheet';
import { keyGroups } from './keyboard';
import './key-help.scss';

const keyNames: Readonly<Record<string, string>> = { Escape: 'Esc' };

/** The table of keys, on `?`. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title="快捷键" onClose={onClose}>
      <div className="key-help">
        {keyGroups.map(({ title, lines }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {lines.map(({ key, words }) => (
                <div key={key}>
                  <dt>
                    <kbd>{keyNames[key] ?? key}</kbd>
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}
