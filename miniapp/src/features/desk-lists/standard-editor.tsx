import { type Kept, type ManagementRow, managementRow } from '@gongzhi/shared/lists/schema';
import type { Catalogue } from '@gongzhi/shared/standards/catalogue';
import { searchMatters } from '@gongzhi/shared/standards/search';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Combobox } from '../../components/combobox';
import { FailureLine } from '../../components/failure-line';
import { Field } from '../../components/field';
import { Sheet } from '../../components/sheet';
import { TextInput } from '../../components/text-input';
import { useAction } from '../../platform/use-action';
import { putManagement } from './api';

interface StandardEditorProps {
  row: Kept<ManagementRow> | null;
  rowId: string;
  catalogue: Catalogue;
  onDone: () => void;
  onClose: () => void;
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** One standard of the management list. */
export function StandardEditor({ row, rowId, catalogue, onDone, onClose }: StandardEditorProps) {
  const [code, setCode] = useState(row?.code ?? '');
  const [title, setTitle] = useState(row?.title ?? '');
  const [text, setText] = useState(row?.text ?? '');
  const [source, setSource] = useState(row?.source ?? '');
  const [day, setDay] = useState(row?.effectiveFrom ?? '');
  const [matters, setMatters] = useState<string[]>(row?.matterCodes ?? []);
  const [listName, setListName] = useState(row?.checklist?.name ?? '');
  const [items, setItems] = useState(row?.checklist?.items.join('\n') ?? '');
  const [tried, setTried] = useState(false);
  const input = {
    code,
    title,
    text,
    source,
    effectiveFrom: day || null,
    matterCodes: matters,
    checklist: listName || items ? { name: listName, items: linesOf(items) } : null,
  };
  const checked = managementRow.safeParse(input);
  const wrong = (...path: string[]) =>
    tried
      ? checked.error?.issues.find((issue) => path.every((part, i) => issue.path[i] === part))?.message
      : undefined;
  const save = useAction(async (value: ManagementRow) => {
    await putManagement(rowId, row?.rev ?? 0, value);
    onDone();
  });
  const press = () => {
    setTried(true);
    if (checked.success) void save.run(checked.data);
  };
  const nameOf = (matterCode: string) =>
    catalogue.matters.find((matter) => matter.code === matterCode)?.name ?? matterCode;
  return (
    <Sheet
      title={row ? '修改标准' : '加一项标准'}
      onClose={onClose}
      footer={
        <Button busy={save.busy} name="save-standard" onPress={press}>
          存进草稿
        </Button>
      }
    >
      <Field id="standard-code" label="编号" error={wrong('code')}>
        <TextInput id="standard-code" value={code} maxLength={30} placeholder="如 JT-GC" onChange={setCode} />
      </Field>
      <Field id="standard-title" label="名称" error={wrong('title')}>
        <TextInput id="standard-title" value={title} maxLength={100} onChange={setTitle} />
      </Field>
      <Field id="standard-text" label="正文" error={wrong('text')}>
        <TextInput id="standard-text" lines={6} value={text} maxLength={4000} onChange={setText} />
      </Field>
      <Field id="standard-source" label="依据" error={wrong('source')}>
        <TextInput id="standard-source" value={source} maxLength={200} onChange={setSource} />
      </Field>
      <Field id="standard-day" label="从哪天起（可以不填）" error={wrong('effectiveFrom')}>
        <TextInput id="standard-day" kind="date" value={day} onChange={setDay} />
      </Field>
      <Field id="standard-matters" label="适用于哪些事项" error={wrong('matterCodes')}>
        <Combobox
          id="standard-matters"
          value={null}
          onChange={(picked) => {
            if (picked && !matters.includes(picked.id)) setMatters([...matters, picked.id]);
          }}
          search={(words) =>
            searchMatters(catalogue, words, 12).map((matter) => ({
              id: matter.code,
              name: matter.name,
              note: matter.code,
            }))
          }
          placeholder="加一种事项"
          empty="输入名称、编码或拼音首字母"
        />
        {matters.map((matterCode) => (
          <Button
            key={matterCode}
            kind="quiet"
            label={`去掉${nameOf(matterCode)}`}
            onPress={() => setMatters(matters.filter((each) => each !== matterCode))}
          >
            {`${nameOf(matterCode)} ×`}
          </Button>
        ))}
      </Field>
      <Field id="standard-list" label="检查表名称（没有就不填）" error={wrong('checklist', 'name')}>
        <TextInput
          id="standard-list"
          value={listName}
          maxLength={60}
          placeholder="如 公厕十项"
          onChange={setListName}
        />
      </Field>
      <Field id="standard-items" label="检查项，一行一项" error={wrong('checklist', 'items')}>
        <TextInput id="standard-items" lines={6} value={items} maxLength={4000} onChange={setItems} />
      </Field>
      <FailureLine
        message={
          save.failure?.code === 'CONFLICT'
            ? '这一项刚被别人改过，请关掉后看现在的内容'
            : save.failure?.message
        }
      />
    </Sheet>
  );
}
