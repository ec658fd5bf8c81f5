import type { Kept, ManagementRow } from '@gongzhi/shared/lists/schema';
import type { Catalogue } from '@gongzhi/shared/standards/catalogue';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { Empty, ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { useRemote } from '../../platform/use-remote';
import { checkDraft, readManagement, removeRow } from './api';
import { newRowId } from './new-row-id';
import { StandardEditor } from './standard-editor';
import { useVersions } from './use-versions';
import { VersionBar } from './version-bar';

/** The standards: their text and source, the matters they govern, their checklists. */
export function ManagementList({ catalogue }: { catalogue: Catalogue | null }) {
  const { versions, items, shown, choose } = useVersions('management');
  if (versions.failure) return <ErrorPanel message={versions.failure.message} onRetry={versions.reload} />;
  if (!versions.data) return <Skeleton rows={6} />;
  return (
    <>
      <VersionBar
        kind="management"
        items={items}
        shown={shown}
        canEdit={versions.data.canEdit}
        onChoose={choose}
        onChanged={versions.reload}
      />
      {shown ? (
        <Standards key={shown.id} id={shown.id} draft={shown.state === 'draft'} catalogue={catalogue} />
      ) : (
        <Empty title="还没有管理清单">管理清单收着各项标准：正文、依据、适用的事项和检查表。</Empty>
      )}
    </>
  );
}

function Standards({ id, draft, catalogue }: { id: string; draft: boolean; catalogue: Catalogue | null }) {
  const version = useRemote(`rows-${id}`, () => readManagement(id));
  const check = useRemote(draft ? `row-check-${id}` : null, () => checkDraft('management'));
  const [editing, setEditing] = useState<Kept<ManagementRow> | 'new' | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  if (version.failure) return <ErrorPanel message={version.failure.message} onRetry={version.reload} />;
  if (!version.data || !catalogue) return <Skeleton rows={6} />;
  const changed = () => {
    setEditing(null);
    version.reload();
    check.reload();
  };
  const problemsOf = (rowId: string) =>
    [...(check.data?.errors ?? []), ...(check.data?.warnings ?? [])].filter((each) => each.rowId === rowId);
  const names = new Map(catalogue.matters.map(({ code, name }) => [code, name]));
  return (
    <>
      {draft ? (
        <div className="lists__bar">
          <Button kind="plain" icon="plus" name="new-standard" onPress={() => setEditing('new')}>
            加一项标准
          </Button>
        </div>
      ) : null}
      {version.data.rows.map((row) => (
        <Card key={row.id} title={`${row.code} ${row.title}`}>
          {problemsOf(row.id).map(({ message }) => (
            <span key={message} className="lists__problem">
              {message}
            </span>
          ))}
          <p className="lists__text">{row.text}</p>
          <p className="lists__line">
            {[
              `依据：${row.source}`,
              row.effectiveFrom ? `${row.effectiveFrom} 起` : '',
              row.matterCodes.length > 0
                ? `适用：${row.matterCodes.map((code) => names.get(code) ?? code).join('、')}`
                : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {row.checklist ? (
            <p className="lists__line">{`${row.checklist.name}：${row.checklist.items.join('、')}`}</p>
          ) : null}
          {draft ? (
            <div className="lists__bar">
              <Button kind="quiet" label={`修改${row.title}`} onPress={() => setEditing(row)}>
                修改
              </Button>
              {removing === row.id ? (
                <Button
                  kind="quiet"
                  label={`确定删去${row.title}`}
                  onPress={() => void removeRow('management', row.id, row.rev).then(changed, changed)}
                >
                  确定删
                </Button>
              ) : (
                <Button kind="quiet" label={`删去${row.title}`} onPress={() => setRemoving(row.id)}>
                  删去
                </Button>
              )}
            </div>
          ) : null}
        </Card>
      ))}
      {version.data.rows.length === 0 ? <p className="lists__line">还没有内容</p> : null}
      {editing ? (
        <StandardEditor
          row={editing === 'new' ? null : editing}
          rowId={editing === 'new' ? newRowId() : editing.id}
          catalogue={catalogue}
          onDone={changed}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </>
  );
}
