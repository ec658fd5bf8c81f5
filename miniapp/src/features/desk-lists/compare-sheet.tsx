import type { ListKind, ListVersion } from '@gongzhi/shared/lists/schema';
import { useState } from 'react';
import { Field } from '../../components/field';
import { ErrorPanel } from '../../components/notice';
import { SelectBox } from '../../components/select-box';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { useRemote } from '../../platform/use-remote';
import { compareVersions } from './api';
import { versionWords } from './use-versions';

interface CompareSheetProps {
  kind: ListKind;
  items: readonly ListVersion[];
  onClose: () => void;
}

/** What one version changes in another, a sentence for each row. */
export function CompareSheet({ kind, items, onClose }: CompareSheetProps) {
  const [to, setTo] = useState(items[0]?.id ?? '');
  const [from, setFrom] = useState(items[1]?.id ?? '');
  const options = items.map((item) => ({ value: item.id, label: versionWords(item) }));
  return (
    <Sheet title="比较两版" onClose={onClose}>
      <Field id="compare-from" label="从">
        <SelectBox id="compare-from" none="选一版" value={from} options={options} onChange={setFrom} />
      </Field>
      <Field id="compare-to" label="到">
        <SelectBox id="compare-to" none="选一版" value={to} options={options} onChange={setTo} />
      </Field>
      {from && to ? <Changes kind={kind} from={from} to={to} /> : null}
    </Sheet>
  );
}

export function Changes({ kind, from, to }: { kind: ListKind; from: string; to: string }) {
  const { data, failure, reload } = useRemote(`compare-${from}-${to}`, () => compareVersions(kind, from, to));
  if (failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
  if (!data) return <Skeleton rows={3} />;
  if (data.changes.length === 0) return <p className="lists__line">没有不同</p>;
  return (
    <>
      <h3 className="lists__part">{`${data.changes.length} 处不同`}</h3>
      <ul className="lists__changes">
        {data.changes.map(({ kind: how, key, text }) => (
          <li key={`${how}-${key}-${text}`} className={`lists__change lists__change--${how}`}>
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}
