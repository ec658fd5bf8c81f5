import { roleLabels } from '@gongzhi/shared/posts/labels';
import type { PostRole, PostView } from '@gongzhi/shared/posts/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Combobox, type ComboOption } from '../../components/combobox';
import { SelectBox } from '../../components/select-box';
import { Tag } from '../../components/state-tag';
import { usePages } from '../../platform/use-pages';
import { listPosts } from './api';
import { AppointForm, searchPeople } from './appoint-form';
import { PagedList } from './paged-list';
import { PersonSheet } from './person-sheet';
import { PostSheet } from './post-sheet';
import { rolesInOrder } from './role-scope';
import { sinceWords } from './since-words';

const roleOptions = rolesInOrder.map((role) => ({ value: role, label: roleLabels[role] }));

/** Who holds which post, and all that is done with posts. */
export function Posts() {
  const [role, setRole] = useState<PostRole | ''>('');
  const [who, setWho] = useState<ComboOption | null>(null);
  const pages = usePages(`posts ${role} ${who?.id ?? ''}`, (cursor) => listPosts(role, who?.id, cursor));
  const [appointing, setAppointing] = useState(false);
  const [open, setOpen] = useState<PostView | null>(null);
  const [person, setPerson] = useState<string | null>(null);
  return (
    <>
      <div className="people__bar">
        <Combobox
          id="posts-who"
          label="谁的岗位"
          value={who}
          onChange={setWho}
          search={searchPeople}
          placeholder="所有人，或输入姓名"
        />
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
      <PagedList pages={pages} empty={who ? `${who.name}没有这样的岗位` : '这个岗位还没有人'}>
        {(items) => (
          <ul className="people__list">
            {items.map((post) => (
              <li key={post.id}>
                <div className="people__who">
                  <button type="button" className="people__link" onClick={() => setPerson(post.account.id)}>
                    {post.account.name}
                  </button>
                  <span>{`${post.title} · ${post.scope.name}${post.actingFor ? ` · 代${post.actingFor.name}` : ''}`}</span>
                </div>
                <span className="people__since tabular">{sinceWords(post)}</span>
                {post.endedAt ? (
                  <Tag tone="neutral" icon="ended">
                    {post.handover ? '已交接' : '已卸任'}
                  </Tag>
                ) : null}
                <div className="people__acts">
                  <Button
                    kind="quiet"
                    label={`${post.endedAt ? '经过' : '交接、代理…'}：${post.title}`}
                    onPress={() => setOpen(post)}
                  >
                    {post.endedAt ? '经过' : '交接、代理…'}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        )}
      </PagedList>
      {open ? <PostSheet post={open} onChanged={pages.reload} onClose={() => setOpen(null)} /> : null}
      {person ? <PersonSheet id={person} onChanged={pages.reload} onClose={() => setPerson(null)} /> : null}
    </>
  );
}
