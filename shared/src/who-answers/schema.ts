import { z } from 'zod';
import { id, instant, words } from '../fields';
import { rate } from '../figures/schema';
import { picture } from '../files/schema';
import { placeBrief } from '../places/schema';
import { postRole } from '../posts/schema';

/** Somebody in post as the public may know them; only posts whose card is published are shown at all. */
export const cardBrief = z.object({
  postId: id,
  role: postRole,
  name: z.string(),
  title: z.string(),
  place: placeBrief,
  since: instant,
  photo: picture.nullable(),
  /** Who stands in at the moment, and until when. */
  acting: z.object({ name: z.string(), until: instant }).nullable(),
});
export type CardBrief = z.infer<typeof cardBrief>;

/** The public card: who it is, how to reach them, and last month's figures of the street. */
export const publicCard = cardBrief.extend({
  intro: z.string(),
  /** Only a number the bureau has said to be public. Otherwise one reports through the app. */
  publicPhone: z.string().nullable(),
  /** Of the calendar month before this one; null where cases are not counted, e.g. for a single building. */
  lastMonth: z
    .object({
      month: z.string().regex(/^\d{4}-\d{2}$/),
      reported: z.number().int(),
      handledInTime: rate,
      openNow: z.number().int(),
    })
    .nullable(),
});
export type PublicCard = z.infer<typeof publicCard>;

const publicUnit = z.object({ id, name: z.string() });

/** Who answers for a point or a place. */
export const whoAnswers = z.object({
  inside: z.boolean(),
  address: z.string(),
  cards: z.array(cardBrief),
  /** Streets of this place that have no chief. */
  vacant: z.array(z.object({ role: postRole, place: placeBrief })),
  /** When the point lies on no street: the nearest one with a chief, and how far. */
  nearestStreet: z.object({ card: cardBrief, metres: z.number().int() }).nullable(),
  community: z.object({ place: placeBrief, committee: publicUnit.nullable() }).nullable(),
  /** For each group of matters the unit that usually answers for it here; null where it depends on the case. */
  units: z.array(
    z.object({ group: z.object({ code: z.string(), name: z.string() }), unit: publicUnit.nullable() }),
  ),
});
export type WhoAnswers = z.infer<typeof whoAnswers>;

export const cardInput = z.object({
  published: z.boolean(),
  intro: words(200).default(''),
  photoId: id.nullable().default(null),
  publicPhone: z
    .string()
    .regex(/^[0-9-]{3,20}$/, '电话只用数字和短横')
    .nullable()
    .default(null),
});
export type CardInput = z.infer<typeof cardInput>;
export const cardState = z.object({
  published: z.boolean(),
  intro: z.string(),
  photo: picture.nullable(),
  publicPhone: z.string().nullable(),
});
export type CardState = z.infer<typeof cardState>;
