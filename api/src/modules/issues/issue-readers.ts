import type { Relation } from '@gongzhi/shared/issues/rules';
import type { Catalogue } from '@gongzhi/shared/standards/catalogue';
import type { Actor } from '../../http/actor';
import { type Organisation, organisationsToShow } from '../organisations/organisations.queries';
import type { IssueRecord } from './issue.model';
import { relationsOf } from './issue.policy';
import { catalogueOf } from './standards-of-issue';

/** Who reads a case, and what beside the case its view needs. */
export interface Reader {
  actor: Actor | null;
  now: Date;
  organisations: ReadonlyMap<string, Organisation>;
  catalogueOf: (issue: Pick<IssueRecord, 'catalogueVersion'>) => Catalogue;
  relationsTo: (issue: IssueRecord) => readonly Relation[];
}

type Mentions = Pick<IssueRecord, 'assignedTo' | 'catalogueVersion'> & Partial<Pick<IssueRecord, 'timeline'>>;

/** Looks up at once what the views of some cases need. */
export async function readerFor(
  actor: Actor | null,
  issues: readonly Mentions[],
  now: Date,
): Promise<Reader> {
  const organisationIds = new Set<string>();
  const catalogues = new Map<string, Catalogue>();
  for (const issue of issues) {
    if (issue.assignedTo) organisationIds.add(String(issue.assignedTo));
    for (const { organisationId } of issue.timeline ?? []) {
      if (organisationId) organisationIds.add(String(organisationId));
    }
    if (!catalogues.has(issue.catalogueVersion)) {
      catalogues.set(issue.catalogueVersion, await catalogueOf(issue));
    }
  }
  const organisations = await organisationsToShow([...organisationIds]);
  return {
    actor,
    now,
    organisations,
    catalogueOf: ({ catalogueVersion }) => {
      const catalogue = catalogues.get(catalogueVersion);
      if (!catalogue) throw new Error(`catalogue ${catalogueVersion} was not looked up`);
      return catalogue;
    },
    relationsTo: (issue) => relationsOf(actor, issue),
  };
}
