import { z } from 'zod';

/** A 24-hex object id. */
export const id = z.string().regex(/^[0-9a-f]{24}$/, '编号格式不对');
/** An instant as ISO 8601 in UTC. */
export const instant = z.iso.datetime();
/** A client-made key that makes a repeated command harmless. */
export const commandKey = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, '提交编号格式不对');
/** WGS-84 `[longitude, latitude]`, the order of GeoJSON. */
export const point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type LngLat = z.infer<typeof point>;

/** Free text: trimmed, no control characters besides line breaks, at most `max` characters. */
export const words = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `最多 ${max} 个字`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/, '含有不能用的字符');
/** Free text that must say something. */
export const someWords = (max: number) => words(max).min(1, '请写几个字');

export const cursor = z
  .string()
  .max(400)
  .regex(/^[A-Za-z0-9_-]+$/, '翻页位置不对');
export const limit = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);

/** A list answer: `next` is the cursor of the following page, null at the end. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });
/** A comma-separated query parameter of values of one enum. */
export const oneOrMore = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.enum(values)).min(1).max(values.length));
