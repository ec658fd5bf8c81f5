import type { OrganisationKind, OrganisationView } from '@gongzhi/shared/organisations/schema';
import type { Actor } from '../../http/actor';
import { decodeCursor, encodeCursor } from '../../http/cursor';
import { AppError } from '../../http/errors';
import { OrganisationModel, type OrganisationRecord } from './organisation.model';
import { mayEditOrganisations } from './organisation.policy';
import { organisationViews } from './organisation.view';
import { findOrganisation, toOrganisation } from './organisations.queries';

const PAGE = 200;

interface Query {
  q?: string;
  kind?: OrganisationKind;
  state: 'in_use' | 'retired' | 'all';
  cursor?: string;
  limit: number;
}

const activeIn = { in_use: [true], retired: [false], all: [true, false] } as const;

/** The directory is for those who work with it: anybody in a post. */
function requirePost(actor: Actor): void {
  if (actor.posts.length === 0) throw new AppError('FORBIDDEN');
}

const matches = ({ name, shortName, code }: OrganisationRecord, wanted: string) =>
  [name, shortName, code].some((text) => text.toLowerCase().includes(wanted));

/** Organisations by code; `q` is part of a name or code. */
export async function listOrganisations(
  actor: Actor,
  { q, kind, state, cursor, limit }: Query,
): Promise<{ items: OrganisationView[]; next: string | null; canEdit: boolean }> {
  requirePost(actor);
  const wanted = q?.trim().toLowerCase();
  const found: OrganisationRecord[] = [];
  let [last = ''] = cursor ? decodeCursor(cursor, 1) : [''];
  // With `q` the directory is read through a page at a time; a district has some hundred organisations.
  for (let more = true; more && found.length <= limit; ) {
    const page = await OrganisationModel.find({
      ...(kind ? { kind } : {}),
      active: { $in: activeIn[state] },
      code: { $gt: last },
    })
      .sort({ code: 1 })
      .limit(PAGE)
      .lean<OrganisationRecord[]>();
    found.push(...page.filter((record) => !wanted || matches(record, wanted)));
    more = page.length === PAGE;
    last = page.at(-1)?.code ?? last;
  }
  const items = found.slice(0, limit);
  return {
    items: await organisationViews(items.map(toOrganisation)),
    canEdit: mayEditOrganisations(actor),
    next: found.length > limit ? encodeCursor([items.at(-1)?.code ?? '']) : null,
  };
}

export async function readOrganisation(actor: Actor, id: string): Promise<OrganisationView> {
  const organisation = await findOrganisation(id);
  // Who is in no post may still see the unit of an own case; the directory as a whole is for the staff.
  if (!organisation || (actor.posts.length === 0 && !organisation.active)) {
    throw new AppError('NOT_FOUND', { detail: `no organisation ${id}` });
  }
  const [view] = await organisationViews([organisation]);
  return view as OrganisationView;
}
