import type { BodyInputOf, QueryInputOf } from '@gongzhi/shared/contract';
import { importContracts } from '@gongzhi/shared/imports/contract';
import type { ImportTarget, ImportView } from '@gongzhi/shared/imports/schema';
import { issueContracts } from '@gongzhi/shared/issues/contract';
import { placeContracts } from '@gongzhi/shared/places/contract';
import type { PlaceKind } from '@gongzhi/shared/places/schema';
import { fillPath } from '../../platform/address';
import { download } from '../../platform/download';
import { call } from '../../platform/request';
import { sendFile } from '../../platform/send-file';

export type PlaceQuery = QueryInputOf<typeof placeContracts.list>;

export const listPlaces = (query: PlaceQuery) => call(placeContracts.list, { query });
export const readPlace = (id: string) => call(placeContracts.read, { params: { id } });
export const countPlaces = (id: string) => call(placeContracts.counts, { params: { id } });
export const readHistory = (id: string, cursor?: string) =>
  call(placeContracts.history, { params: { id }, query: cursor ? { cursor } : {} });
export const createPlace = (body: BodyInputOf<typeof placeContracts.create>) =>
  call(placeContracts.create, { body });
export const changePlace = (id: string, body: BodyInputOf<typeof placeContracts.change>) =>
  call(placeContracts.change, { params: { id }, body });
export const retirePlace = (id: string, body: { version: number; why: string }) =>
  call(placeContracts.retire, { params: { id }, body });
export const revivePlace = (id: string, body: { version: number; why: string }) =>
  call(placeContracts.revive, { params: { id }, body });
export const checkTiling = (id: string, kind: PlaceKind) =>
  call(placeContracts.tiling, { params: { id }, query: { kind } });
export const listMoves = (cursor?: string) =>
  call(issueContracts.boundaryMoves, { query: cursor ? { cursor } : {} });

export const exportPlaces = (format: 'xlsx' | 'geojson', query: PlaceQuery) =>
  download(fillPath(`/places/export.${format}`, {}, query));

type WhichSheet = { target: ImportTarget; kind?: PlaceKind };
export const downloadTemplate = (which: WhichSheet) =>
  download(fillPath(importContracts.template.path, {}, which));
export const exportOthers = (target: Exclude<ImportTarget, 'places'>) =>
  download(fillPath(importContracts.export.path, {}, { target }));
export const downloadErrors = (id: string) => download(fillPath(importContracts.errors.path, { id }));
export const uploadImport = (which: WhichSheet, file: File, onProgress: (percent: number) => void) =>
  sendFile<ImportView>(fillPath(importContracts.upload.path, {}, which), file, onProgress);
export const readImport = (id: string) => call(importContracts.read, { params: { id } });
export const listImports = (cursor?: string) =>
  call(importContracts.list, { query: cursor ? { cursor } : {} });
export const applyImport = ({ id, digest }: ImportView) =>
  call(importContracts.apply, { params: { id }, body: { digest } });
