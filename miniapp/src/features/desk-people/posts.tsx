import { roleLabels } from '@gongzhi/shared/posts/labels';
import type { PostRole, PostView } from '@gongzhi/shared/posts/schema';
import { localDay } from '@gongzhi/shared/time';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { SelectBox } from '../../components/select-box';
import { Tag } from '../../components/state-tag';
import { useAction } from '../../platform/use-action';
import { usePages } from '../../platform/use-pages';
import { endPost, listPosts } from './api';
import { AppointForm } from './appoint-form';
import { PagedList } from './paged-list';
import { rolesInOrder } from './role-scope';

const roleOptions = rolesInOrder.map((role) => ({ value: role, label: roleLabels[role] }));

/** Who holds which post, and the two things done with posts: appoint and end. */
export function Posts() {
  const [role, setRole] = useState<PostRole | ''>('');
  const pages = usePages(`posts ${role}`, (cursor) => listPosts(role, cursor));
  const [appointing, setAppointing] = useState(false);
  const [ending, setEnding] = useState<PostView | null>(null);
  const end = useAction(async (post: PostView) => {
    await endPost(post.id, '');
    setEnding(null);
    pages.reload();
  });
  return (
    <>
      <div className="people__bar">
        <SelectBox
          label="岗位"
          none="所有岗位"
          value={role}
          options={roleOptions}
          onChange={(next) => setRole(next)}
        />
        <Button kind="plain" icon="plus" name="new-post" onPress={() => setAppointing(!appointing)}>
          任命
        </Button>
      </div>
      {appointing ? (
        <AppointForm
          roles={roleOptions}
          onDone={() => {
            setAppointing(false);
            pages.reload();
          }}
        />
      ) : null}
      <PagedList pages={pages} empty="这个岗位还没有人">
        {(items) => (
          <ul className="people__list">
            {items.map((post) => (
              <li key={post.id}>
                <div className="people__who">
                  <strong>{post.account.name}</strong>
                  <span>{`${post.title} · ${post.scope.name}`}</span>
                </div>
                <span className="people__since tabular">{sinceWords(post)}</span>
                {post.endedAt ? (
                  <Tag tone="neutral" icon="ended">
                    已卸任
                  </Tag>
                ) : (
                  <div className="people__acts">
                    <Button kind="quiet" label={`让${post.account.name}卸任`} onPress={() => setEnding(post)}>
                      卸任
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </PagedList>
      {ending ? (
        <Confirm
          title={`${ending.account.name}卸任${ending.title}？`}
          yes="卸任"
          danger
          busy={end.busy}
          onYes={() => void end.run(ending)}
          onClose={() => {
            setEnding(null);
            end.clear();
          }}
        >
          {end.failure?.message ??
            `${ending.account.name}马上退出登录，重新登录后不再有这个岗位。这里的记录会留着。`}
        </Confirm>
      ) : null}
    </>
  );
}

function sinceWords({ from, until, endedAt, appointedBy }: PostView): string {
  const end = endedAt ?? until;
  const days = `${localDay(new Date(from))} 起${end ? `，${localDay(new Date(end))} 止` : ''}`;
  return appointedBy ? `${days} · ${appointedBy}任命` : days;
}
