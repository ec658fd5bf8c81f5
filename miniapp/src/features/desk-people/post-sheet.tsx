import { cardRoles } from '@gongzhi/shared/posts/rules';
import type { PostStanding, PostView } from '@gongzhi/shared/posts/schema';
import { openWords, postStory } from '@gongzhi/shared/posts/story';
import { useState } from 'react';
import { Button } from '../../components/button';
import { ErrorPanel } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { when } from '../../components/when';
import { now } from '../../platform/clock';
import { useRemote } from '../../platform/use-remote';
import { postHistory, readStanding } from './api';
import { CardForm } from './card-form';
import { ActingForm, EndForm, HandOverForm } from './post-forms';

type Doing = 'handOver' | 'act' | 'end' | 'card';

interface PostSheetProps {
  post: PostView;
  onChanged: () => void;
  onClose: () => void;
}

/** One post: what is in hand, how it went from hand to hand, and what can be done with it. */
export function PostSheet({ post, onChanged, onClose }: PostSheetProps) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const standing = useRemote(`standing-${post.id}`, () => readStanding(post.id));
  const held = post.endedAt === null;
  const done = () => {
    onChanged();
    onClose();
  };
  return (
    <Sheet title={post.title} onClose={onClose}>
      <p className="people__line">{`${post.account.name} · ${post.scope.name}`}</p>
      {standing.failure ? (
        <ErrorPanel message={standing.failure.message} onRetry={standing.reload} />
      ) : standing.data ? (
        <InHand standing={standing.data} />
      ) : (
        <Skeleton rows={1} />
      )}
      {held && doing === null && standing.data ? (
        <div className="people__choices">
          {post.actingFor ? null : (
            <>
              <Button kind="plain" name="hand-over" onPress={() => setDoing('handOver')}>
                交接给别人
              </Button>
              <Button kind="plain" name="act" onPress={() => setDoing('act')}>
                请人代理
              </Button>
            </>
          )}
          {cardRoles.includes(post.role) && !post.actingFor ? (
            <Button kind="plain" name="card" onPress={() => setDoing('card')}>
              公开卡片
            </Button>
          ) : null}
          <Button kind="plain" name="end" onPress={() => setDoing('end')}>
            卸任
          </Button>
        </div>
      ) : null}
      {doing === 'handOver' ? <HandOverForm post={post} onDone={done} /> : null}
      {doing === 'act' ? <ActingForm post={post} onDone={done} /> : null}
      {doing === 'end' ? <EndForm post={post} onDone={done} /> : null}
      {doing === 'card' ? <CardForm post={post} onDone={done} /> : null}
      {doing === null ? <Story post={post} /> : null}
    </Sheet>
  );
}

function InHand({ standing: { open, actingNow } }: { standing: PostStanding }) {
  const words = openWords(open);
  return (
    <p className="people__line">
      {words ? `现在未办完：${words}` : '现在没有未办完的案件'}
      {actingNow ? `。眼下由${actingNow}代理` : ''}
    </p>
  );
}

/** 任命 → 代理 → 交接 → 卸任, oldest first. */
function Story({ post }: { post: PostView }) {
  const { data, failure, reload } = useRemote(`story-${post.role}-${post.scope.id}`, () =>
    postHistory(post.role, post.scope.id),
  );
  if (failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
  if (!data) return <Skeleton rows={2} />;
  return (
    <>
      <h3 className="people__part">经过</h3>
      <ol className="people__story">
        {postStory(data.items, now()).map((entry) => (
          <li key={`${entry.at}-${entry.kind}-${entry.text}`}>
            <span className="people__since tabular">{when(now(), entry.at)}</span>
            <span>{entry.note ? `${entry.text}（${entry.note}）` : entry.text}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
