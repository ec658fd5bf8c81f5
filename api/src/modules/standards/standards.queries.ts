import { type Calendar, calendarSchema } from '@gongzhi/shared/standards/calendar';
import { type Catalogue, catalogueSchema } from '@gongzhi/shared/standards/catalogue';
import { AppError } from '../../http/errors';
import {
  StandardInForceModel,
  type StandardInForceRecord,
  StandardModel,
  type StandardRecord,
} from './standard.model';

type Kind = StandardRecord['kind'];

/** Versions never change once stored, so what was read is kept. */
const versions = new Map<string, unknown>();
const inForce = new Map<Kind, { version: string; readAt: number }>();

/** For so long a process may go on with the version it knows after another process put a new one in force. */
const LOOK_AGAIN_MS = 2000;

export const standardId = (kind: Kind, version: string) => `${kind}:${version}`;

/** Forgets what was read; called when a version was put in force here, and between tests. */
export function forgetStandards(): void {
  versions.clear();
  inForce.clear();
}

async function versionInForce(kind: Kind): Promise<string> {
  const known = inForce.get(kind);
  const time = performance.now();
  if (known && time - known.readAt < LOOK_AGAIN_MS) return known.version;
  const record = await StandardInForceModel.findById(kind).lean<StandardInForceRecord>();
  if (!record) throw new AppError('UNAVAILABLE', { detail: `no ${kind} is in force` });
  inForce.set(kind, { version: record.version, readAt: time });
  return record.version;
}

async function content<T>(kind: Kind, version: string, parse: (stored: unknown) => T): Promise<T | null> {
  const id = standardId(kind, version);
  const known = versions.get(id);
  if (known) return known as T;
  const record = await StandardModel.findById(id, { content: 1 }).lean<StandardRecord>();
  if (!record) return null;
  const parsed = parse(record.content);
  versions.set(id, parsed);
  return parsed;
}

/** A version of the catalogue; null when it was never here. */
export function catalogueVersion(version: string): Promise<Catalogue | null> {
  return content('catalogue', version, (stored) => catalogueSchema.parse(stored));
}

/** The catalogue in force. */
export async function currentCatalogue(): Promise<Catalogue> {
  const found = await catalogueVersion(await versionInForce('catalogue'));
  if (!found) throw new AppError('UNAVAILABLE', { detail: 'the catalogue in force is missing' });
  return found;
}

/** Public holidays and make-up working days, as in force. */
export async function calendar(): Promise<Calendar> {
  const version = await versionInForce('calendar');
  const found = await content('calendar', version, (stored) => calendarSchema.parse(stored));
  if (!found) throw new AppError('UNAVAILABLE', { detail: 'the calendar in force is missing' });
  return found;
}
