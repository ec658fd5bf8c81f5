import type { BodyInputOf } from '@gongzhi/shared/contract';
import { identityContracts } from '@gongzhi/shared/identity/contract';
import { organisationContracts } from '@gongzhi/shared/organisations/contract';
import type { OrganisationChange, OrganisationRetirement } from '@gongzhi/shared/organisations/schema';
import { placeContracts } from '@gongzhi/shared/places/contract';
import { postContracts } from '@gongzhi/shared/posts/contract';
import type { AppointInput, HandOverInput, PostRole } from '@gongzhi/shared/posts/schema';
import { whoAnswersContracts } from '@gongzhi/shared/who-answers/contract';
import type { CardInput } from '@gongzhi/shared/who-answers/schema';
import { call } from '../../platform/request';

const at = (cursor?: string) => (cursor ? { cursor } : {});

export const listAccounts = (q: string, cursor?: string) =>
  call(identityContracts.listDeskAccounts, { query: { ...(q && { q }), ...at(cursor) } });
export const createAccount = (body: { name: string; loginName: string }) =>
  call(identityContracts.createDeskAccount, { body });
export const renewLink = (id: string) => call(identityContracts.renewPasswordLink, { params: { id } });
export const disableAccount = (id: string) => call(identityContracts.disableDeskAccount, { params: { id } });

/** Everything that was ever held of one post, newest first. */
export const postHistory = (role: PostRole, scopeId: string) =>
  call(postContracts.list, { query: { role, scopeId, limit: 100 } });
export const readStanding = (id: string) => call(postContracts.standing, { params: { id } });
export const handOver = (id: string, body: HandOverInput) =>
  call(postContracts.handOver, { params: { id }, body });
export const actFor = (id: string, body: { accountId: string; from?: string; until: string; why: string }) =>
  call(postContracts.act, { params: { id }, body });
export const findPeople = (q: string) => call(postContracts.findPeople, { query: { q } });
export const readPerson = (id: string) => call(postContracts.person, { params: { id } });
export const deactivate = (id: string, why: string) =>
  call(postContracts.deactivate, { params: { id }, body: { why } });
export const listVacancies = (role: PostRole | '', areaId: string | undefined, cursor?: string) =>
  call(postContracts.vacancies, {
    query: { ...(role && { role }), ...(areaId && { areaId }), ...at(cursor) },
  });
export const readCardState = (id: string) => call(whoAnswersContracts.readCard, { params: { id } });
export const editCard = (id: string, body: CardInput) =>
  call(whoAnswersContracts.editCard, { params: { id }, body });

export const listPosts = (role: PostRole | '', accountId: string | undefined, cursor?: string) =>
  call(postContracts.list, {
    query: { ...(role && { role }), ...(accountId && { accountId }), ...at(cursor) },
  });
export const appoint = (body: AppointInput) => call(postContracts.appoint, { body });
export const endPost = (id: string, why: string) =>
  call(postContracts.end, { params: { id }, body: why ? { why } : {} });

export const listOrganisations = (q: string, cursor?: string, state?: 'retired') =>
  call(organisationContracts.list, {
    query: { limit: 50, ...(q && { q }), ...(state && { state }), ...at(cursor) },
  });
export const retireOrganisation = (id: string, body: OrganisationRetirement) =>
  call(organisationContracts.retire, { params: { id }, body });
export const reviveOrganisation = (id: string, version: number) =>
  call(organisationContracts.revive, { params: { id }, body: { version } });
export const createOrganisation = (body: BodyInputOf<typeof organisationContracts.create>) =>
  call(organisationContracts.create, { body });
export const changeOrganisation = (id: string, body: OrganisationChange) =>
  call(organisationContracts.change, { params: { id }, body });
export const findPlaces = (q: string) =>
  call(placeContracts.list, {
    query: { limit: 15, ...(q ? { q } : { kind: 'district,street_office,town' }) },
  });
