import { postRole } from '@gongzhi/shared/posts/schema';
import { z } from 'zod';

/** One line of `data/people.json`; its posts name places and organisations by code. */
export const demoPersonRow = z.strictObject({
  key: z.string(),
  name: z.string(),
  role: z.union([postRole, z.literal('resident')]),
  about: z.string(),
  /** Whether the person can be picked at sign-in. */
  listed: z.boolean().default(true),
  posts: z
    .array(
      z.union([
        z.strictObject({ role: postRole, place: z.string(), title: z.string() }),
        z.strictObject({ role: postRole, organisation: z.string(), title: z.string() }),
      ]),
    )
    .default([]),
});
export type DemoPersonRow = z.output<typeof demoPersonRow>;
