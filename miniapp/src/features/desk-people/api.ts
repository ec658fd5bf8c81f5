import { identityContracts } from '@gongzhi/shared/identity/contract';
import { organisationContracts } from '@gongzhi/shared/organisations/contract';
import { placeContracts } from '@gongzhi/shared/places/contract';
import { postContracts } from '@gongzhi/shared/posts/contract';
import type { AppointInput, PostRole } from '@gongzhi/shared/posts/schema';
import { call } from '../../platform/request';

const at = (cursor?: string) => (cursor ? { cursor } : {});

export const listAccounts = (q: string, cursor?: string) =>
  call(identityContracts.listDeskAccounts, { query: { ...(q && { q }), ...at(cursor) } });
export const createAccount = (body: { name: string; loginName: string }) =>
  call(identityContracts.createDeskAccount, { body });
export const renewLink = (id: string) => call(identityContracts.renewPasswordLink, { params: { id } });
export const disableAccount = (id: string) => call(identityContracts.disableDeskAccount, { params: { id } });

export const listPosts = (role: PostRole | '', cursor?: string) =>
  call(postContracts.list, { query: { ...(role && { role }), ...at(cursor) } });
export const appoint = (body: AppointInput) => call(postContracts.appoint, { body });
export const endPost = (id: string, why: string) =>
  call(postContracts.end, { params: { id }, body: why ? { why } : {} });

export const listOrganisations = (q: string, cursor?: string) =>
  call(organisationContracts.list, { query: { limit: 50, ...(q && { q }), ...at(cursor) } });
export const findPlaces = (q: string) =>
  call(placeContracts.list, {
    query: { limit: 15, ...(q ? { q } : { kind: 'district,street_office,town' }) },
  });
