import { createHash } from 'node:crypto';
import type { LngLat } from '@gongzhi/shared/fields';
import sharp from 'sharp';
import type { PreparedPicture } from '../modules/files/prepare-picture';
import label from './data/label.json';
import { varier } from './scene-parts';
import { drawScene } from './scenes';

const THUMB = 400;
/** How many different pictures there are of one scene. */
const VARIANTS = 2;

type Drawn = Omit<PreparedPicture, 'point' | 'takenAt'>;
const drawn = new Map<string, Promise<Drawn>>();

async function draw(scene: string, moment: 'before' | 'after', variant: number): Promise<Drawn> {
  const seed = createHash('sha256').update(`${scene} ${variant}`).digest().readUInt32BE();
  const svg = drawScene(scene, moment, varier(seed));
  const label64 = Buffer.from(label.png, 'base64');
  const { data: full, info } = await sharp(Buffer.from(svg))
    .composite([{ input: label64, gravity: 'southeast' }])
    .jpeg({ quality: 78 })
    .toBuffer({ resolveWithObject: true });
  const thumb = await sharp(full).resize(THUMB).jpeg({ quality: 72 }).toBuffer();
  const hash = createHash('sha256').update(full).digest('hex');
  return { full, thumb, hash, format: 'jpeg', width: info.width, height: info.height };
}

/** A drawn picture that says it is one; each is drawn once and then kept. */
export async function drawnPicture(
  scene: string,
  moment: 'before' | 'after',
  which: number,
  taken: { point: LngLat | null; takenAt: Date },
): Promise<PreparedPicture> {
  const variant = which % VARIANTS;
  const name = `${scene} ${moment} ${variant}`;
  let picture = drawn.get(name);
  if (!picture) {
    picture = draw(scene, moment, variant);
    drawn.set(name, picture);
  }
  return { ...(await picture), ...taken };
}

/** Gives the memory back once everything is in place. */
export function forgetPictures(): void {
  drawn.clear();
}
