import {
  listContracts,
  managementListContracts,
  responsibilityListContracts,
} from '@gongzhi/shared/lists/contract';
import type { ListKind, ManagementRow, ResponsibilityRow } from '@gongzhi/shared/lists/schema';
import { organisationContracts } from '@gongzhi/shared/organisations/contract';
import { placeContracts } from '@gongzhi/shared/places/contract';
import { call } from '../../platform/request';

/** Both lists have the same endpoints; only the rows differ. */
const of = (kind: ListKind) =>
  kind === 'responsibility' ? responsibilityListContracts : managementListContracts;

export const listVersions = (kind: ListKind) => call(of(kind).versions);
export const startDraft = (kind: ListKind) => call(of(kind).startDraft);
export const checkDraft = (kind: ListKind) => call(of(kind).check);
export const compareVersions = (kind: ListKind, from: string, to: string) =>
  call(of(kind).compare, { query: { from, to } });
export const publishDraft = (
  kind: ListKind,
  body: { revision: number; effectiveFrom: string; note: string },
) => call(of(kind).publish, { body });
export const discardDraft = (kind: ListKind, revision: number) =>
  call(of(kind).discard, { body: { revision } });
export const removeRow = (kind: ListKind, rowId: string, rev: number) =>
  call(of(kind).removeRow, { params: { rowId }, query: { rev } });

export const readResponsibility = (id: string) => call(responsibilityListContracts.read, { params: { id } });
export const putResponsibility = (rowId: string, rev: number, row: ResponsibilityRow) =>
  call(responsibilityListContracts.putRow, { params: { rowId }, body: { rev, row } });
export const readManagement = (id: string) => call(managementListContracts.read, { params: { id } });
export const putManagement = (rowId: string, rev: number, row: ManagementRow) =>
  call(managementListContracts.putRow, { params: { rowId }, body: { rev, row } });

export const listGaps = () => call(listContracts.gaps);
export const readGrid = (areaId: string | undefined, cursor?: string) =>
  call(listContracts.grid, { query: { ...(areaId && { areaId }), ...(cursor && { cursor }) } });
export const exportGrid = (areaId: string | undefined): Promise<string> =>
  call(listContracts.exportGrid, { query: { ...(areaId && { areaId }) } }) as unknown as Promise<string>;

export const findAreas = (q: string) =>
  call(placeContracts.list, {
    query: { limit: 15, ...(q ? { q } : { kind: 'district,street_office,town' }) },
  });
export const findUnits = (q: string) =>
  call(organisationContracts.list, { query: { limit: 15, ...(q && { q }) } });
