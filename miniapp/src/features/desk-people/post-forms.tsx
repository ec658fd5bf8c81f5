import type { PostView } from '@gongzhi/shared/posts/schema';
import { addDays, localDay, startOfLocalDay } from '@gongzhi/shared/time';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Combobox, type ComboOption } from '../../components/combobox';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { TextInput } from '../../components/text-input';
import { now } from '../../platform/clock';
import { useAction } from '../../platform/use-action';
import { actFor, endPost, handOver } from './api';
import { searchPeople } from './appoint-form';

interface FormProps {
  post: PostView;
  onDone: () => void;
}

function PersonField({
  label,
  value,
  onChange,
  error,
}: {
  label: string;
  value: ComboOption | null;
  onChange: (person: ComboOption | null) => void;
  error: string | undefined;
}) {
  return (
    <Field id="post-to" label={label} error={error}>
      <Combobox
        id="post-to"
        value={value}
        onChange={onChange}
        search={searchPeople}
        placeholder="姓名或登录名"
        invalid={error !== undefined}
        describedBy={error ? errorId('post-to') : undefined}
      />
    </Field>
  );
}

/** One leaves, another comes; what is open goes with the post. */
export function HandOverForm({ post, onDone }: FormProps) {
  const [person, setPerson] = useState<ComboOption | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const save = useAction(async (to: ComboOption) => {
    await handOver(post.id, { accountId: to.id, note });
    onDone();
  });
  const error = tried && !person ? '请选接任的人' : save.failure?.fields.accountId;
  const press = () => {
    setTried(true);
    if (person) void save.run(person);
  };
  return (
    <>
      <PersonField label="交给谁" value={person} onChange={setPerson} error={error} />
      <Field id="post-note" label="交接说明（可以不写）">
        <TextInput id="post-note" lines={3} value={note} maxLength={500} onChange={setNote} />
      </Field>
      <p className="people__line">
        {`${post.account.name}马上退出登录，不再有这个岗位；未办完的案件留在这个岗位，由接任的人接着办。`}
      </p>
      <FailureLine message={save.failure && !error ? save.failure.message : undefined} />
      <Button busy={save.busy} name="do-hand-over" onPress={press}>
        交接
      </Button>
    </>
  );
}

/** Somebody stands in for a time. */
export function ActingForm({ post, onDone }: FormProps) {
  const today = localDay(now());
  const [person, setPerson] = useState<ComboOption | null>(null);
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState(addDays(today, 7));
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const save = useAction(async (who: ComboOption) => {
    await actFor(post.id, {
      accountId: who.id,
      // From today means from now.
      ...(from > today && { from: startOfLocalDay(from).toISOString() }),
      until: startOfLocalDay(addDays(until, 1)).toISOString(),
      why,
    });
    onDone();
  });
  const fields = save.failure?.fields ?? {};
  const error = tried && !person ? '请选代理的人' : fields.accountId;
  const press = () => {
    setTried(true);
    if (person) void save.run(person);
  };
  return (
    <>
      <PersonField label="谁来代理" value={person} onChange={setPerson} error={error} />
      <Field id="acting-from" label="从哪天" error={fields.from}>
        <TextInput id="acting-from" kind="date" value={from} onChange={setFrom} />
      </Field>
      <Field id="acting-until" label="到哪天（含这一天）" error={fields.until}>
        <TextInput id="acting-until" kind="date" value={until} onChange={setUntil} />
      </Field>
      <Field id="acting-why" label="原因（可以不写）">
        <TextInput id="acting-why" value={why} maxLength={200} placeholder="如 年假" onChange={setWhy} />
      </Field>
      <p className="people__line">{`代理期间两个人都能办理；代理的人办的，会写明“代${post.account.name}”。`}</p>
      <FailureLine
        message={save.failure && Object.keys(fields).length === 0 ? save.failure.message : undefined}
      />
      <Button busy={save.busy} name="do-act" onPress={press}>
        安排代理
      </Button>
    </>
  );
}

/** Leaves without a successor: the post is vacant from then on. */
export function EndForm({ post, onDone }: FormProps) {
  const [why, setWhy] = useState('');
  const save = useAction(async () => {
    await endPost(post.id, why);
    onDone();
  });
  return (
    <>
      <Field id="end-why" label="原因（可以不写）">
        <TextInput id="end-why" value={why} maxLength={200} placeholder="如 轮岗、退休" onChange={setWhy} />
      </Field>
      <p className="people__line">
        {`${post.account.name}马上退出登录，不再有这个岗位。没有人接任时，这里会列为空缺。`}
      </p>
      <FailureLine message={save.failure?.message} />
      <Button kind="danger" busy={save.busy} name="do-end" onPress={() => void save.run()}>
        卸任
      </Button>
    </>
  );
}
