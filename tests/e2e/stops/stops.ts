import type { Page } from 'playwright-core';
import type { Cases, Places } from '../../support/demonstration-cases';
import { listStops } from './desk-list-stops';
import { peopleStops } from './desk-people-stops';
import { placeStops } from './desk-place-stops';
import { deskStops } from './desk-stops';
import { guestStops } from './guest-stops';
import { residentStops } from './resident-stops';
import { press, type Stop, tab } from './stop';
import { workStops } from './work-stops';

export const administrator = '邵守诚';

/** Every page of the web app and the states a person meets in it. */
export function stopsFor(cases: Cases, places: Places): readonly Stop[] {
  return [
    ...guestStops(cases, places),
    ...residentStops(cases, places),
    ...workStops(cases, places),
    ...deskStops(cases),
    ...administratorStops(),
  ];
}

/** The desk of the administrator: complaints, lists, people, places. */
function administratorStops(): Stop[] {
  return [
    { name: 'complaints', path: '/desk/complaints' },
    { name: 'complaints-answer', path: '/desk/complaints', reach: (page: Page) => press(page, 'answer') },
    { name: 'complaints-cover', path: '/desk/complaints', reach: (page: Page) => press(page, 'cover') },
    {
      name: 'complaints-answered',
      path: '/desk/complaints',
      reach: (page: Page) => tab(page, '已答复'),
    },
    ...listStops(),
    ...peopleStops(),
    ...placeStops(),
  ].map((stop) => ({ ...stop, name: `desk-${stop.name}`, who: administrator, wide: true as const }));
}
