import {
  type ImportTarget,
  type ImportView,
  importTargetLabels,
  importTargets,
} from '@gongzhi/shared/imports/schema';
import { placeKindLabels } from '@gongzhi/shared/places/labels';
import { type PlaceKind, placeKinds } from '@gongzhi/shared/places/schema';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button';
import { Card } from '../../components/card';
import { FailureLine } from '../../components/failure-line';
import { Field } from '../../components/field';
import { ErrorPanel, NoPermission } from '../../components/notice';
import { SelectBox } from '../../components/select-box';
import { when } from '../../components/when';
import { now } from '../../platform/clock';
import { useAction } from '../../platform/use-action';
import { usePages } from '../../platform/use-pages';
import { useRemote } from '../../platform/use-remote';
import {
  applyImport,
  downloadErrors,
  downloadTemplate,
  exportOthers,
  listImports,
  readImport,
  uploadImport,
} from './api';

const targetOptions = importTargets.map((value) => ({ value, label: importTargetLabels[value] }));
const kindOptions = placeKinds.map((value) => ({ value, label: placeKindLabels[value] }));
const stateWords: Record<ImportView['state'], string> = {
  waiting: '等待检查',
  checking: '正在检查',
  checked: '检查完了',
  applying: '正在导入',
  applied: '已导入',
  failed: '读不出来',
};

/** Brings in a file: choose, fill in, upload, see what is wrong, apply. */
export function ImportDesk() {
  const [openId, setOpenId] = useState<string | null>(null);
  const before = usePages('imports', listImports);
  if (before.failure?.code === 'FORBIDDEN') return <NoPermission />;
  return (
    <div className="import-desk">
      <ChooseFile onUploaded={(view) => setOpenId(view.id)} />
      {openId ? <Progress key={openId} id={openId} onDone={before.reload} /> : null}
      <Card title="以前的导入" flush>
        {before.failure ? <ErrorPanel message={before.failure.message} onRetry={before.reload} /> : null}
        <ul className="import-desk__before">
          {before.items.map((view) => (
            <li key={view.id}>
              <button type="button" className="import-desk__open" onClick={() => setOpenId(view.id)}>
                <strong>{view.fileName || importTargetLabels[view.target]}</strong>
                <span>
                  {[
                    view.kind ? placeKindLabels[view.kind] : importTargetLabels[view.target],
                    stateWords[view.state],
                    view.by,
                    when(now(), view.createdAt),
                  ].join(' · ')}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {before.items.length === 0 && !before.loading ? (
          <p className="import-desk__none">还没有导入过。</p>
        ) : null}
        {before.complete ? null : (
          <Button kind="plain" busy={before.loading} onPress={before.more}>
            更早的
          </Button>
        )}
      </Card>
    </div>
  );
}

/** Other pages of the desk send people here with what they want to bring in. */
function targetAsked(): ImportTarget {
  const asked = new URLSearchParams(location.search).get('target');
  return importTargets.find((target) => target === asked) ?? 'places';
}

function ChooseFile({ onUploaded }: { onUploaded: (view: ImportView) => void }) {
  const [target, setTarget] = useState<ImportTarget>(targetAsked);
  const [kind, setKind] = useState<PlaceKind | ''>('');
  const [asked, setAsked] = useState(false);
  const [percent, setPercent] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const which = { target, ...(target === 'places' && kind && { kind }) };
  const template = useAction(() => downloadTemplate(which));
  const present = useAction(() => exportOthers(target as Exclude<ImportTarget, 'places'>));
  const upload = useAction(async (file: File) => {
    setPercent(0);
    try {
      onUploaded(await uploadImport(which, file, setPercent));
    } finally {
      setPercent(null);
      if (input.current) input.current.value = '';
    }
  });
  const kindError = asked && target === 'places' && !kind ? '模板每类不同，请先选一类' : undefined;
  const pressTemplate = () => {
    setAsked(true);
    if (target !== 'places' || kind) void template.run();
  };
  const failure = upload.failure ?? template.failure ?? present.failure;
  return (
    <Card title="导入一个文件">
      <div className="import-desk__choose">
        <Field id="import-target" label="导入什么">
          <SelectBox
            id="import-target"
            none="请选择"
            value={target}
            options={targetOptions}
            onChange={(next) => next && setTarget(next)}
          />
        </Field>
        {target === 'places' ? (
          <Field
            id="import-kind"
            label="哪一类地点"
            hint="GeoJSON 可以不选"
            error={kindError ?? failure?.fields.kind}
          >
            <SelectBox id="import-kind" none="请选择" value={kind} options={kindOptions} onChange={setKind} />
          </Field>
        ) : null}
      </div>
      <div className="place-panel__acts">
        <Button kind="plain" name="template" busy={template.busy} onPress={pressTemplate}>
          下载模板
        </Button>
        {target === 'places' ? null : (
          <Button kind="quiet" busy={present.busy} onPress={() => void present.run()}>
            导出现有的
          </Button>
        )}
        <Button name="choose-file" busy={upload.busy} onPress={() => input.current?.click()}>
          选文件上传
        </Button>
        <input
          ref={input}
          type="file"
          className="import-desk__file"
          data-name="import-file"
          accept=".xlsx,.geojson,.json"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void upload.run(file);
          }}
        />
      </div>
      {percent === null ? null : <Bar label="正在上传" done={percent} total={100} />}
      {failure ? <FailureLine message={failure.fields.file ?? failure.message} /> : null}
      <p className="desk-places__quiet">
        先检查，什么都不存；没有问题再正式导入，要么全部导入，要么一条不动。
      </p>
    </Card>
  );
}

const underWay: readonly ImportView['state'][] = ['waiting', 'checking', 'applying'];
const ASK_EVERY_MS = 1000;

function Progress({ id, onDone }: { id: string; onDone: () => void }) {
  const { data, failure, reload, put } = useRemote(`import ${id}`, () => readImport(id));
  const apply = useAction(async (view: ImportView) => put(await applyImport(view)));
  const list = useAction(() => downloadErrors(id));
  const running = data !== null && underWay.includes(data.state);
  const state = data?.state;
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(reload, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [running, reload]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of imports is read again whenever the state is another
  useEffect(() => onDone(), [state]);
  if (!data) return failure ? <ErrorPanel message={failure.message} onRetry={reload} /> : null;
  const { report } = data;
  return (
    <Card title={`${data.fileName || importTargetLabels[data.target]}：${stateWords[data.state]}`}>
      {running ? <Bar label={stateWords[data.state]} {...data.progress} /> : null}
      {data.why ? <FailureLine message={data.why} /> : null}
      {report ? (
        <p role="status">
          共 {report.rows} 行：
          {report.errorCount > 0
            ? `${report.wrongRows} 行有问题，什么都没有存。改好后重新上传。`
            : `新建 ${report.created}，修改 ${report.updated}，没有变化 ${report.unchanged}。`}
        </p>
      ) : null}
      {report && report.errorCount > 0 ? (
        <>
          <table className="import-desk__errors">
            <thead>
              <tr>
                <th>行</th>
                <th>列</th>
                <th>问题</th>
              </tr>
            </thead>
            <tbody>
              {report.errors.map(({ row, column, message }) => (
                <tr key={`${row} ${column} ${message}`}>
                  <td className="tabular">{row}</td>
                  <td>{column}</td>
                  <td>{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {report.errorCount > report.errors.length ? (
            <p className="desk-places__quiet">这里只列出前 {report.errors.length} 个，全部在下载的清单里。</p>
          ) : null}
          <Button kind="plain" busy={list.busy} onPress={() => void list.run()}>
            下载问题清单
          </Button>
        </>
      ) : null}
      {data.canApply ? (
        <div className="place-panel__acts">
          <Button name="apply-import" busy={apply.busy} onPress={() => void apply.run(data)}>
            正式导入
          </Button>
        </div>
      ) : null}
      {data.state === 'checked' && !data.canApply && report?.errorCount === 0 ? (
        <p className="desk-places__quiet">内容与现有的完全一样，不用导入。</p>
      ) : null}
      {apply.failure || list.failure ? (
        <FailureLine message={(apply.failure ?? list.failure)?.message ?? ''} />
      ) : null}
    </Card>
  );
}

function Bar({ label, done, total }: { label: string; done: number; total: number }) {
  return (
    <div className="import-desk__bar">
      <progress className="import-desk__progress" aria-label={label} value={done} max={Math.max(1, total)} />
      <span className="tabular">{total > 0 ? `${done} / ${total}` : label}</span>
    </div>
  );
}
