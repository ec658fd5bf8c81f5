import { type ListKind, type ListVersion, listKindLabels } from '@gongzhi/shared/lists/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { FailureLine } from '../../components/failure-line';
import { SelectBox } from '../../components/select-box';
import { useAction } from '../../platform/use-action';
import { startDraft } from './api';
import { CompareSheet } from './compare-sheet';
import { PublishSheet } from './publish-sheet';
import { versionWords } from './use-versions';

interface VersionBarProps {
  kind: ListKind;
  items: readonly ListVersion[];
  shown: ListVersion | null;
  canEdit: boolean;
  onChoose: (id: string | null) => void;
  onChanged: () => void;
}

/** Which version is looked at, and what is done with versions: begin, compare, publish. */
export function VersionBar({ kind, items, shown, canEdit, onChoose, onChanged }: VersionBarProps) {
  const [open, setOpen] = useState<'compare' | 'publish' | null>(null);
  const draft = items.find(({ state }) => state === 'draft');
  const start = useAction(async () => {
    const made = await startDraft(kind);
    onChanged();
    onChoose(made.id);
  });
  return (
    <>
      <div className="lists__bar">
        {items.length > 0 ? (
          <SelectBox
            label={`${listKindLabels[kind]}的版本`}
            none="版本"
            value={shown?.id ?? ''}
            options={items.map((item) => ({ value: item.id, label: versionWords(item) }))}
            onChange={(id) => onChoose(id || null)}
          />
        ) : null}
        {items.length > 1 ? (
          <Button kind="plain" name="compare" onPress={() => setOpen('compare')}>
            比较两版
          </Button>
        ) : null}
        {canEdit && !draft ? (
          <Button
            kind="plain"
            icon="edit"
            name="start-draft"
            busy={start.busy}
            onPress={() => void start.run()}
          >
            {items.length > 0 ? '编新一版' : '开始编'}
          </Button>
        ) : null}
        {canEdit && draft ? (
          <Button name="publish" onPress={() => setOpen('publish')}>
            检查并发布
          </Button>
        ) : null}
      </div>
      <FailureLine message={start.failure?.message} />
      {open === 'compare' ? <CompareSheet kind={kind} items={items} onClose={() => setOpen(null)} /> : null}
      {open === 'publish' && draft ? (
        <PublishSheet
          kind={kind}
          draft={draft}
          before={items.find(({ state }) => state === 'published') ?? null}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            onChoose(null);
            onChanged();
          }}
        />
      ) : null}
    </>
  );
}
