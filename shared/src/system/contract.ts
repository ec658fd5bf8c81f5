import { z } from 'zod';
import { contract } from '../contract';
import { point } from '../fields';

export const about = z.object({
  name: z.string(),
  version: z.string(),
  district: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** Who runs it and can be asked. */
  bureau: z.object({ name: z.string(), phone: z.string(), address: z.string() }).nullable(),
  /** Demonstration mode: fictional people, sign-in from a list. Every page says so. */
  demo: z.boolean(),
  wechat: z.boolean(),
  map: z.object({
    /** Address template of map tiles, or null: the district's own polygons are the base map. */
    tilesUrl: z.string().nullable(),
    attribution: z.string(),
    centre: point.nullable(),
  }),
  now: z.iso.datetime(),
});
export type About = z.infer<typeof about>;

export const systemContracts = {
  about: contract({
    method: 'GET',
    path: '/about',
    summary: '这是哪里的共治，怎么登录，用什么地图',
    tag: '系统',
    access: 'public',
    response: about,
    status: 200,
    errors: [],
  }),
};
