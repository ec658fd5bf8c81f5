import type { ImportReport } from '@gongzhi/shared/organisations/schema';
import { placeFeature } from '@gongzhi/shared/places/schema';
import mongoose from 'mongoose';
import { plainMessage } from '../../http/validation';
import { parseRows } from '../../platform/import-rows';
import { showIncoming } from './incoming-places';
import { refreshPlaceIndex } from './place-index';
import { planPlaces } from './plan-places';
import { putPlaces } from './put-places';
import type { Writer } from './write-place';

export interface ImportOptions {
  dryRun: boolean;
  /** Marks what is new as drawn for the demonstration. */
  demo?: boolean;
}

const MOST_ERRORS = 200;
const commandLine: Writer = { accountId: null, name: '管理命令' };

/**
 * Makes or changes places by their code from GeoJSON features. Everything is checked before anything is stored: one
 * wrong row, and the report says so and nothing has changed. Parents are given by code or found by position.
 */
export async function importPlaces(
  features: readonly unknown[],
  { dryRun, demo = false }: ImportOptions,
  now: Date,
): Promise<ImportReport> {
  await refreshPlaceIndex();
  const { parsed, errors: unread } = parseRows(placeFeature, features, plainMessage);
  const { errors: wrong, created, updated, unchanged } = await planPlaces(parsed);
  const errors = [...unread, ...wrong].sort((a, b) => a.row - b.row);
  if (errors.length > 0) {
    return { created: 0, updated: 0, unchanged: 0, errors: errors.slice(0, MOST_ERRORS), dryRun };
  }
  if (!dryRun) {
    const importId = String(new mongoose.Types.ObjectId());
    await putPlaces([...created, ...updated], { by: commandLine, importId, demo }, now);
    await showIncoming(importId);
  }
  return { created: created.length, updated: updated.length, unchanged, errors: [], dryRun };
}
