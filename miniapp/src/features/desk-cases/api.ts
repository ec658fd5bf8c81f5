import type { BodyInputOf, QueryInputOf } from '@gongzhi/shared/contract';
import { issueContracts } from '@gongzhi/shared/issues/contract';
import type { CommandResult } from '@gongzhi/shared/issues/schema';
import { organisationContracts } from '@gongzhi/shared/organisations/contract';
import { placeContracts } from '@gongzhi/shared/places/contract';
import { savedFilterContracts } from '@gongzhi/shared/saved-filters/contract';
import { call } from '../../platform/request';
import { type CommandBody, type DeskCommand, deskCommands } from './desk-commands';

const PAGE = 40;

export type ListQuery = QueryInputOf<typeof issueContracts.list>;

export const listCases = (query: ListQuery, cursor?: string) =>
  call(issueContracts.list, { query: { ...query, limit: PAGE, ...(cursor && { cursor }) } });
export const countCases = (lists: ListQuery[]) => call(issueContracts.count, { body: { lists } });
export const readSavedFilters = () => call(savedFilterContracts.read);
export const putSavedFilters = (body: BodyInputOf<typeof savedFilterContracts.save>) =>
  call(savedFilterContracts.save, { body });
export const readCase = (id: string) => call(issueContracts.read, { params: { id } });
export const explainDue = (id: string) => call(issueContracts.explainDue, { params: { id } });
export const listCandidates = (id: string) => call(issueContracts.candidates, { params: { id } });
export const exportCases = (query: ListQuery): Promise<string> =>
  call(issueContracts.export, { query }) as unknown as Promise<string>;
export const reportCase = (body: BodyInputOf<typeof issueContracts.report>) =>
  call(issueContracts.report, { body });
export const similarCases = (query: QueryInputOf<typeof issueContracts.similar>) =>
  call(issueContracts.similar, { query });

export const searchPlaces = (query: QueryInputOf<typeof placeContracts.list>) =>
  call(placeContracts.list, { query: { limit: 12, ...query } });
export const placesAt = ([lng, lat]: readonly [number, number]) =>
  call(placeContracts.at, { query: { lng, lat } });
/** Those out of service, too, where old cases are looked for. */
export const searchOrganisations = (q: string, state?: 'all') =>
  call(organisationContracts.list, { query: { limit: 12, ...(q && { q }), ...(state && { state }) } });

export function sendCommand<C extends DeskCommand>(
  command: C,
  id: string,
  body: CommandBody<C>,
  key: string,
): Promise<CommandResult> {
  // One contract of many: its body type and the form's agree by `C`, which a union cannot express.
  const contract = deskCommands[command] as (typeof deskCommands)['close'];
  return call(contract, { params: { id }, body: { ...body, key } as never });
}
