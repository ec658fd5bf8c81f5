import type { PostView } from '@gongzhi/shared/posts/schema';
import type { CardState } from '@gongzhi/shared/who-answers/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Checkbox } from '../../components/checkbox';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { ErrorPanel } from '../../components/notice';
import { Photo } from '../../components/photo';
import { PictureUploader } from '../../components/picture-uploader';
import { Skeleton } from '../../components/skeleton';
import { TextInput } from '../../components/text-input';
import { assetAddress } from '../../platform/address';
import type { LocalPicture } from '../../platform/local-picture';
import { uploadPicture } from '../../platform/upload';
import { useAction } from '../../platform/use-action';
import { useRemote } from '../../platform/use-remote';
import { editCard, readCardState } from './api';

/** What the public may know of who is in this post. */
export function CardForm({ post, onDone }: { post: PostView; onDone: () => void }) {
  const { data, failure, reload } = useRemote(`card-state-${post.id}`, () => readCardState(post.id));
  if (failure) return <ErrorPanel message={failure.message} onRetry={reload} />;
  return data ? <Fields post={post} card={data} onDone={onDone} /> : <Skeleton rows={3} />;
}

function Fields({ post, card, onDone }: { post: PostView; card: CardState; onDone: () => void }) {
  const [published, setPublished] = useState(card.published);
  const [intro, setIntro] = useState(card.intro);
  const [phone, setPhone] = useState(card.publicPhone ?? '');
  const [photo, setPhoto] = useState(card.photo);
  const [chosen, setChosen] = useState<LocalPicture | null>(null);
  const [percent, setPercent] = useState(0);
  const save = useAction(async () => {
    const uploaded = chosen && (await uploadPicture(chosen, setPercent));
    await editCard(post.id, {
      published,
      intro,
      photoId: uploaded?.id ?? photo?.id ?? null,
      publicPhone: phone.trim() || null,
    });
    onDone();
  });
  const wrong = save.failure?.fields.publicPhone;
  return (
    <>
      <Checkbox label="向公众公开姓名和岗位" checked={published} onChange={setPublished} />
      <Field id="card-intro" label="介绍（可以不写）">
        <TextInput id="card-intro" lines={3} value={intro} maxLength={200} onChange={setIntro} />
      </Field>
      {photo && !chosen ? (
        <div className="people__photo">
          <Photo src={assetAddress(photo.thumb)} alt={`${post.account.name}的照片`} />
          <Button kind="quiet" name="remove-card-photo" onPress={() => setPhoto(null)}>
            换一张或去掉
          </Button>
        </div>
      ) : (
        <PictureUploader
          label="本人照片（可以不放）"
          most={1}
          pictures={
            chosen
              ? [{ key: chosen.key, preview: chosen.preview, percent, failed: null, done: !save.busy }]
              : []
          }
          onChoose={([first]) => setChosen(first ?? null)}
          onRemove={() => setChosen(null)}
          onRetry={() => undefined}
        />
      )}
      <Field
        id="card-phone"
        label="对外公布的电话（可以不写）"
        hint="只填专门对外的号码，不填私人手机"
        error={wrong}
      >
        <TextInput
          id="card-phone"
          value={phone}
          maxLength={20}
          invalid={wrong !== undefined}
          describedBy={errorId('card-phone')}
          onChange={setPhone}
        />
      </Field>
      <FailureLine message={save.failure && !wrong ? save.failure.message : undefined} />
      <Button busy={save.busy} name="save-card" onPress={() => void save.run()}>
        保存
      </Button>
    </>
  );
}
