import { type ReasonedCommand, reasonCodes } from '@gongzhi/shared/issues/reasons';
import { unitKinds } from '@gongzhi/shared/standards/labels';
import { z } from 'zod';

const texts = z.array(z.string().min(4)).min(1);

/** Something that happens in a town: how people put it, and how it ends. `{spot}` is the name of the place. */
export const storySchema = z.strictObject({
  kind: z.enum(['problem', 'suggestion']).default('problem'),
  matter: z.string(),
  condition: z.string().optional(),
  /** Whom the desk sends it to, where that is not the usual line of the condition. */
  line: z.enum(unitKinds).optional(),
  where: z.enum(['road', 'alley', 'compound', 'toilet', 'any']),
  /** It also happens in the villages. */
  rural: z.boolean().default(false),
  /** What the pictures show; none without. */
  scene: z.string().optional(),
  texts,
  done: z.string().min(2),
  result: z.string().min(2),
});
export type Story = z.output<typeof storySchema>;

const reasoned = <C extends ReasonedCommand>(command: C) =>
  z.array(z.strictObject({ reason: z.enum(reasonCodes(command)), words: z.string() })).min(1);

/** What is said along the way. */
const phrasesSchema = z.strictObject({
  dispatch: texts,
  return: reasoned('return'),
  recall: reasoned('recall'),
  pass: texts,
  fail: reasoned('fail'),
  again: texts,
  correct: texts,
  praise: z.array(z.string()).min(1),
  blame: texts,
  reopen: texts,
  withdraw: texts,
  refuse: z
    .array(z.strictObject({ reason: z.enum(reasonCodes('refuse')), text: z.string(), words: z.string() }))
    .min(1),
  callers: z.array(z.strictObject({ name: z.string(), phone: z.string() })).min(1),
});
export type Phrases = z.output<typeof phrasesSchema>;

export const storyBookSchema = z.strictObject({ stories: z.array(storySchema), phrases: phrasesSchema });
export type StoryBook = z.output<typeof storyBookSchema>;

/** Reads the stories only when they are needed: once, at the first start of a demonstration. */
export async function openStoryBook(): Promise<StoryBook> {
  const { default: book } = await import('../data/case-stories.json');
  return storyBookSchema.parse(book);
}
