import type { SavedFilter } from '@gongzhi/shared/saved-filters/schema';
import { savedFilterLimits } from '@gongzhi/shared/saved-filters/schema';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { FailureLine } from '../../../components/failure-line';
import { Sheet } from '../../../components/sheet';
import { TextInput } from '../../../components/text-input';
import { useAction } from '../../../platform/use-action';
import { moved, wrongWith } from './filter-lists';
import type { Saved } from './use-saved-filters';

interface Line extends SavedFilter {
  /** The name it had, by which the line is known while it is being changed. */
  was: string;
  gone: boolean;
}

/** Renames, orders and deletes. Nothing is final before 保存: what was deleted can be brought back until then. */
export function ManageDialog({ saved, onClose }: { saved: Saved; onClose: () => void }) {
  const [lines, setLines] = useState<readonly Line[]>(() =>
    saved.items.map((item) => ({ ...item, was: item.name, gone: false })),
  );
  const [wrong, setWrong] = useState<string | null>(null);
  const kept = lines
    .filter(({ gone }) => !gone)
    .map(({ name, filters }): SavedFilter => ({ name: name.trim(), filters }));
  const save = useAction(async () => {
    // What another window added meanwhile stays, at the end.
    const known = new Set(lines.map(({ was }) => was));
    await saved.change((items) => [...kept, ...items.filter(({ name }) => !known.has(name))]);
    onClose();
  });
  const press = () => {
    const found = wrongWith(kept);
    setWrong(found);
    if (!found) void save.run();
  };
  const change = (at: number, part: Partial<Line>) =>
    setLines((old) => old.map((line, place) => (place === at ? { ...line, ...part } : line)));
  return (
    <Sheet
      title="整理常用筛选"
      onClose={onClose}
      footer={
        <>
          <Button kind="plain" onPress={onClose}>
            取消
          </Button>
          <Button name="save-filters" busy={save.busy} onPress={press}>
            保存
          </Button>
        </>
      }
    >
      <FailureLine message={wrong ?? save.failure?.message} />
      <ol className="saved-manage">
        {lines.map((line, at) => (
          <li key={line.was} className={line.gone ? 'is-gone' : ''}>
            <TextInput
              id={`saved-name-${at}`}
              label={`第 ${at + 1} 个的名称`}
              value={line.name}
              maxLength={savedFilterLimits.name}
              onChange={(name) => change(at, { name })}
            />
            <Button
              kind="quiet"
              label={`把${line.name}上移`}
              disabled={at === 0}
              onPress={() => setLines(moved(lines, at, -1))}
            >
              ↑
            </Button>
            <Button
              kind="quiet"
              label={`把${line.name}下移`}
              disabled={at === lines.length - 1}
              onPress={() => setLines(moved(lines, at, 1))}
            >
              ↓
            </Button>
            <Button
              kind="quiet"
              label={line.gone ? `恢复${line.name}` : `删除${line.name}`}
              onPress={() => change(at, { gone: !line.gone })}
            >
              {line.gone ? '恢复' : '删除'}
            </Button>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
