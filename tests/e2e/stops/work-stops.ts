import type { Page } from 'playwright-core';
import type { Cases, Places } from '../../support/demonstration-cases';
import { press, type Stop, tap, visible } from './stop';

/** Who works on cases and streets with a phone. */
export function workStops(cases: Cases, places: Places): Stop[] {
  return [
    ...[
      { name: 'home', path: '/home' },
      { name: 'tasks', path: '/work/tasks' },
      { name: 'tasks-late', path: '/work/tasks', reach: (page: Page) => tap(page, '已超时') },
      { name: 'case', path: `/case?id=${cases.toHandle.id}` },
      { name: 'case-handle', path: `/case?id=${cases.toHandle.id}&do=handle` },
      {
        name: 'case-handle-missing',
        path: `/case?id=${cases.toHandle.id}&do=handle`,
        reach: (page: Page) => press(page, 'give'),
      },
      { name: 'case-return', path: `/case?id=${cases.toHandle.id}&do=return` },
      { name: 'desk-tasks', path: '/desk/tasks', wide: true as const },
    ].map((stop) => ({ ...stop, name: `officer-${stop.name}`, who: cases.toHandle.who })),
    ...[
      { name: 'tasks', path: '/work/tasks' },
      { name: 'case-pass', path: `/case?id=${cases.toCheck.id}&do=pass` },
      { name: 'case-fail', path: `/case?id=${cases.toCheck.id}&do=fail` },
      { name: 'desk-checks', path: '/desk/checks', wide: true as const },
    ].map((stop) => ({ ...stop, name: `grid-${stop.name}`, who: cases.toCheck.who })),
    ...[
      { name: 'home', path: '/home' },
      { name: 'street', path: '/work/street' },
      { name: 'place', path: `/place?id=${places.toilet}` },
      {
        name: 'place-correct',
        path: '/work/street',
        reach: async (page: Page) => {
          await visible(page, '.row__inner').click();
          await press(page, 'correct');
        },
      },
      { name: 'erase-in-post', path: '/erase' },
    ].map((stop) => ({ ...stop, name: `chief-${stop.name}`, who: '罗长庚' })),
  ];
}
