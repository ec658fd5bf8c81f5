import { roleLabels } from '@gongzhi/shared/posts/labels';
import type { PersonView, PostView } from '@gongzhi/shared/posts/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { FailureLine } from '../../components/failure-line';
import { Field } from '../../components/field';
import { ErrorPanel } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { Tag } from '../../components/state-tag';
import { TextInput } from '../../components/text-input';
import { useMe } from '../../platform/login';
import { useAction } from '../../platform/use-action';
import { useRemote } from '../../platform/use-remote';
import { deactivate, readPerson } from './api';
import { sinceWords } from './since-words';

interface PersonSheetProps {
  id: string;
  onChanged: () => void;
  onClose: () => void;
}

/** A person with all posts, and the way out of the service. */
export function PersonSheet({ id, onChanged, onClose }: PersonSheetProps) {
  const { data, failure, reload, put } = useRemote(`person-${id}`, () => readPerson(id));
  const [vacated, setVacated] = useState<PostView[] | null>(null);
  const me = useMe();
  const administers = me?.posts.some(({ role }) => role === 'administrator') ?? false;
  return (
    <Sheet title={data?.name ?? '人员'} onClose={onClose}>
      {failure ? <ErrorPanel message={failure.message} onRetry={reload} /> : null}
      {!data && !failure ? <Skeleton rows={3} /> : null}
      {data ? (
        <>
          <p className="people__line">
            {data.loginName ? `登录名 ${data.loginName}` : data.kind === 'wechat' ? '用微信登录' : '演示人物'}
            {data.disabledAt ? '，已停用' : ''}
          </p>
          <Posts person={data} />
          {vacated ? <Vacated posts={vacated} /> : null}
          {administers && !data.disabledAt && data.id !== me?.id ? (
            <Deactivate
              person={data}
              onDone={(result) => {
                put(result.person);
                setVacated(result.vacated);
                onChanged();
              }}
            />
          ) : null}
        </>
      ) : null}
    </Sheet>
  );
}

function Posts({ person }: { person: PersonView }) {
  if (person.posts.length === 0) return <p className="people__line">没有岗位</p>;
  return (
    <ul className="people__list">
      {person.posts.map((post) => (
        <li key={post.id}>
          <div className="people__who">
            <strong>{post.title}</strong>
            <span>{`${roleLabels[post.role]} · ${post.scope.name} · ${sinceWords(post)}`}</span>
          </div>
          {post.endedAt ? (
            <Tag tone="neutral" icon="ended">
              {post.handover ? `已交给${post.handover.to}` : '已卸任'}
            </Tag>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Vacated({ posts }: { posts: readonly PostView[] }) {
  return (
    <p className="people__line" role="status">
      {posts.length > 0
        ? `已停用。空出来的岗位：${posts.map(({ title }) => title).join('、')}，请尽快任命。`
        : '已停用。没有岗位因此空缺。'}
    </p>
  );
}

type Result = Awaited<ReturnType<typeof deactivate>>;

function Deactivate({ person, onDone }: { person: PersonView; onDone: (result: Result) => void }) {
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState('');
  const save = useAction(async () => onDone(await deactivate(person.id, why)));
  const held = person.posts.filter(({ endedAt }) => endedAt === null);
  if (!asking) {
    return (
      <Button kind="plain" name="deactivate" onPress={() => setAsking(true)}>
        停用这个人
      </Button>
    );
  }
  return (
    <>
      <h3 className="people__part">{`停用${person.name}？`}</h3>
      <p className="people__line">
        {held.length > 0
          ? `马上退出登录，不能再登录，也不能恢复。这些岗位同时卸任：${held.map(({ title }) => title).join('、')}。`
          : '马上退出登录，不能再登录，也不能恢复。'}
      </p>
      <Field id="deactivate-why" label="原因" error={save.failure?.fields.why}>
        <TextInput id="deactivate-why" value={why} maxLength={200} placeholder="如 离职" onChange={setWhy} />
      </Field>
      <FailureLine message={save.failure && !save.failure.fields.why ? save.failure.message : undefined} />
      <Button kind="danger" busy={save.busy} name="do-deactivate" onPress={() => void save.run()}>
        停用
      </Button>
    </>
  );
}
