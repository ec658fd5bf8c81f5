import { aboutName } from '@gongzhi/shared/lists/check';
import type { Kept, ResponsibilityRow } from '@gongzhi/shared/lists/schema';
import type { Catalogue } from '@gongzhi/shared/standards/catalogue';
import { describeLimit } from '@gongzhi/shared/standards/labels';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Empty, ErrorPanel } from '../../components/notice';
import { SearchBox } from '../../components/search-box';
import { Skeleton } from '../../components/skeleton';
import { useMe } from '../../platform/login';
import { useRemote } from '../../platform/use-remote';
import { checkDraft, readResponsibility, removeRow } from './api';
import { newRowId } from './new-row-id';
import { RowEditor } from './row-editor';
import { useVersions } from './use-versions';
import { VersionBar } from './version-bar';

type Row = Kept<ResponsibilityRow>;
type Names = Awaited<ReturnType<typeof readResponsibility>>['names'];

/** How many rows are drawn at once; the search finds the rest. */
const MOST_SHOWN = 200;

export function ResponsibilityList({ catalogue }: { catalogue: Catalogue | null }) {
  const { versions, items, shown, choose } = useVersions('responsibility');
  if (versions.failure) return <ErrorPanel message={versions.failure.message} onRetry={versions.reload} />;
  if (!versions.data) return <Skeleton rows={6} />;
  return (
    <>
      <VersionBar
        kind="responsibility"
        items={items}
        shown={shown}
        canEdit={versions.data.canEdit}
        onChoose={choose}
        onChanged={versions.reload}
      />
      {shown ? (
        <Rows key={shown.id} id={shown.id} draft={shown.state === 'draft'} catalogue={catalogue} />
      ) : (
        <Empty title="还没有责任清单">
          责任清单写明每种事项在每个区域由哪个单位负责。发布以后，案件按它派遣。
        </Empty>
      )}
    </>
  );
}

function Rows({ id, draft, catalogue }: { id: string; draft: boolean; catalogue: Catalogue | null }) {
  const version = useRemote(`rows-${id}`, () => readResponsibility(id));
  const check = useRemote(draft ? `row-check-${id}` : null, () => checkDraft('responsibility'));
  const [q, setQ] = useState('');
  const [onlyWrong, setOnlyWrong] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const [saved, setSaved] = useState('');
  const administers = useMe()?.posts.some(({ role }) => role === 'administrator') ?? false;
  if (version.failure) return <ErrorPanel message={version.failure.message} onRetry={version.reload} />;
  if (!version.data || !catalogue) return <Skeleton rows={6} />;
  const { rows, names } = version.data;
  const problems = new Map<string, string[]>();
  for (const { rowId, message } of [...(check.data?.errors ?? []), ...(check.data?.warnings ?? [])]) {
    problems.set(rowId, [...(problems.get(rowId) ?? []), message]);
  }
  const changed = (what: string) => {
    setEditing(null);
    setSaved(what);
    version.reload();
    check.reload();
  };
  const fitting = rows.filter(
    (row) => (!onlyWrong || problems.has(row.id)) && (!q || wordsOf(row, names, catalogue).includes(q)),
  );
  return (
    <>
      <div className="lists__bar">
        <SearchBox value={q} label="找一行" placeholder="事项、区域或单位" onChange={setQ} />
        {problems.size > 0 ? (
          <Button kind="quiet" onPress={() => setOnlyWrong(!onlyWrong)}>
            {onlyWrong ? '看全部' : `只看有问题的 ${problems.size} 行`}
          </Button>
        ) : null}
        {draft ? (
          <Button kind="plain" icon="plus" name="new-row" onPress={() => setEditing('new')}>
            加一行
          </Button>
        ) : null}
        {draft && administers ? (
          <a className="lists__link" href="/desk/places?tab=import&target=responsibility">
            从表格导入
          </a>
        ) : null}
      </div>
      <p className="lists__line" role="status">
        {(draft && saved) || `共 ${rows.length} 行${draft ? '；改动随时存在草稿里' : ''}`}
      </p>
      {editing === 'new' ? (
        <RowEditor
          row={null}
          rowId={newRowId()}
          names={names}
          catalogue={catalogue}
          onDone={() => changed('已存下新的一行')}
          onCancel={() => setEditing(null)}
        />
      ) : null}
      <table className="lists__table">
        <thead>
          <tr>
            <th>事项</th>
            <th>区域</th>
            <th>责任单位</th>
            <th>配合单位</th>
            <th>处置时限</th>
            {draft ? (
              <th>
                <span className="visually-hidden">操作</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {fitting.slice(0, MOST_SHOWN).map((row) =>
            editing === row.id ? (
              <tr key={row.id}>
                <td colSpan={6}>
                  <RowEditor
                    row={row}
                    rowId={row.id}
                    names={names}
                    catalogue={catalogue}
                    onDone={() => changed('已存下')}
                    onCancel={() => setEditing(null)}
                  />
                </td>
              </tr>
            ) : (
              <RowLine
                key={row.id}
                row={row}
                names={names}
                catalogue={catalogue}
                problems={problems.get(row.id) ?? []}
                onEdit={draft ? () => setEditing(row.id) : null}
                onRemove={() =>
                  removeRow('responsibility', row.id, row.rev).then(
                    () => changed('已删去一行'),
                    () => changed('这一行刚被别人改过，请看现在的内容'),
                  )
                }
              />
            ),
          )}
        </tbody>
      </table>
      {fitting.length === 0 ? (
        <Empty icon="search" title={rows.length > 0 ? '没有这样的行' : '还没有内容'}>
          {rows.length > 0 ? '换个说法试试：事项、区域或单位的名称。' : '点“加一行”开始写。'}
        </Empty>
      ) : null}
      {fitting.length > MOST_SHOWN ? (
        <p className="lists__line">{`只列出前 ${MOST_SHOWN} 行，共 ${fitting.length} 行；请用上面的搜索`}</p>
      ) : null}
    </>
  );
}

const wordsOf = (row: Row, names: Names, catalogue: Catalogue): string =>
  [
    row.about,
    aboutName(catalogue, row.about) ?? '',
    names.areas[row.areaCode] ?? row.areaCode,
    names.units[row.organisationCode] ?? row.organisationCode,
    row.note,
  ].join(' ');

interface RowLineProps {
  row: Row;
  names: Names;
  catalogue: Catalogue;
  problems: readonly string[];
  onEdit: (() => void) | null;
  onRemove: () => void;
}

function RowLine({ row, names, catalogue, problems, onEdit, onRemove }: RowLineProps) {
  const [removing, setRemoving] = useState(false);
  const about = aboutName(catalogue, row.about) ?? row.about;
  const area = names.areas[row.areaCode] ?? row.areaCode;
  return (
    <tr>
      <td>
        {about}
        <span className="lists__code">{row.about === '*' ? '' : row.about}</span>
        {problems.map((message) => (
          <span key={message} className="lists__problem">
            {message}
          </span>
        ))}
      </td>
      <td>{area}</td>
      <td>{names.units[row.organisationCode] ?? row.organisationCode}</td>
      <td>{row.supportingCodes.map((code) => names.units[code] ?? code).join('、')}</td>
      <td>
        {row.limit ? describeLimit(row.limit) : '按立案条件'}
        {row.note ? <span className="lists__code">{row.note}</span> : null}
      </td>
      {onEdit ? (
        <td className="lists__acts">
          <Button kind="quiet" label={`修改${about}（${area}）`} onPress={onEdit}>
            修改
          </Button>
          {removing ? (
            <Button kind="quiet" label={`确定删去${about}（${area}）`} onPress={onRemove}>
              确定删
            </Button>
          ) : (
            <Button kind="quiet" label={`删去${about}（${area}）`} onPress={() => setRemoving(true)}>
              删去
            </Button>
          )}
        </td>
      ) : null}
    </tr>
  );
}
