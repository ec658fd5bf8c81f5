import { cardPublishedAtFirst } from '@gongzhi/shared/posts/rules';
import type { CardInput, CardState } from '@gongzhi/shared/who-answers/schema';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { viewPicture } from '../files/file.view';
import { takeOwnPictures } from '../files/files.queries';
import { keepPictures } from '../files/sweep-unused';
import { requireManaged } from './managed-post';
import { type PostCard, PostModel, type PostRecord } from './post.model';

/** What the bureau set, or what a post of this role starts with. */
export function cardOf({ card, role }: Pick<PostRecord, 'card' | 'role'>): PostCard {
  return (
    card ?? { published: cardPublishedAtFirst.includes(role), intro: '', photo: null, publicPhone: null }
  );
}

const stateOf = ({ published, intro, photo, publicPhone }: PostCard): CardState => ({
  published,
  intro,
  photo: photo && viewPicture(photo),
  publicPhone,
});

export async function readCard(actor: Actor, postId: string): Promise<CardState> {
  return stateOf(cardOf(await requireManaged(actor, postId)));
}

/** What the public may know of who is in a post. A picture stays the old one when its id is given again. */
export async function editCard(
  actor: Actor,
  postId: string,
  { published, intro, photoId, publicPhone }: CardInput,
  now: Date,
): Promise<CardState> {
  const post = await requireManaged(actor, postId);
  const before = cardOf(post).photo;
  const [taken] =
    photoId && photoId !== before?.id ? await takeOwnPictures(actor.accountId, [photoId], now) : [];
  const photo = photoId === before?.id ? before : taken ? pick(taken) : null;
  const card: PostCard = { published, intro, photo, publicPhone };
  const written = await PostModel.findOneAndUpdate(
    { _id: post._id, endedAt: null },
    { $set: { card } },
    { returnDocument: 'after' },
  ).lean<PostRecord>();
  if (!written) throw new AppError('CONFLICT', { detail: `post ${postId} has ended` });
  if (photo) await keepPictures([photo.id], published ? [photo.id] : []);
  return stateOf(card);
}

const pick = ({ id, width, height }: NonNullable<PostCard['photo']>) => ({ id, width, height });
