import type { OrganisationKind } from '../organisations/schema';
import type { PlaceKind } from '../places/schema';
import type { PostRole } from './schema';

/** Where somebody ought to be in post: what has nobody is a vacancy. */
export type VacancyRule =
  | {
      role: PostRole;
      scope: 'place';
      kinds: readonly PlaceKind[];
      /** Kinds of places above it whose holder answers for it too, e.g. one grid worker for a whole community. */
      alsoFrom: readonly PlaceKind[];
      /** Whether somebody for a part of it will do, e.g. the head of one building of a compound. */
      orWithin?: true;
      /** Only reported when asked for: not every district has them. */
      optional?: true;
    }
  | { role: PostRole; scope: 'organisation'; kinds: readonly OrganisationKind[]; optional?: true };

export const vacancyRules: readonly VacancyRule[] = [
  { role: 'chief', scope: 'place', kinds: ['road', 'alley'], alsoFrom: [] },
  { role: 'river_chief', scope: 'place', kinds: ['river'], alsoFrom: [] },
  { role: 'grid_worker', scope: 'place', kinds: ['cell'], alsoFrom: ['community', 'village'] },
  { role: 'unit_officer', scope: 'organisation', kinds: ['unit', 'contractor', 'town_office'] },
  { role: 'firm_officer', scope: 'organisation', kinds: ['property_firm'] },
  {
    role: 'building_head',
    scope: 'place',
    kinds: ['compound'],
    alsoFrom: [],
    orWithin: true,
    optional: true,
  },
];

/** Roles the public has a right to know; their card is public unless the bureau says otherwise. */
export const cardPublishedAtFirst: readonly PostRole[] = ['chief', 'river_chief'];

/** Roles that can have a public card at all. */
export const cardRoles: readonly PostRole[] = ['chief', 'river_chief', 'building_head', 'grid_worker'];

/** Whom a report can be addressed to: those who see the reports of their area. */
export const addressableRoles: readonly PostRole[] = ['chief', 'river_chief', 'grid_worker'];

/** How long somebody may act for another at a time. */
export const MOST_ACTING_DAYS = 366;
