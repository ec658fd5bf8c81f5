import type { Me } from '@gongzhi/shared/identity/schema';
import type { IconName } from '../../components/icon-names';

export type DeskName = Me['desks'][number];

export interface DeskPlace {
  label: string;
  icon: IconName;
  /** The page's address on the web, so that it can be opened in a tab of its own. */
  href: string;
  /** The page for Taro. */
  page: string;
  /** Any of these opens it. */
  desks: readonly DeskName[];
}

/** Who has to do with cases at all; an administrator of accounts and posts has not. */
const caseDesks: readonly DeskName[] = ['dispatch', 'handle', 'check', 'supervise'];
const everyDesk: readonly DeskName[] = [...caseDesks, 'manage', 'figures'];

/** What the left side of the desk offers, in the order of a case's life. */
export const deskPlaces = {
  queue: {
    label: '派遣',
    icon: 'list',
    href: '/desk/queue',
    page: '/pages/desk/queue/index',
    desks: ['dispatch'],
  },
  tasks: {
    label: '处置',
    icon: 'working',
    href: '/desk/tasks',
    page: '/pages/desk/tasks/index',
    desks: ['handle'],
  },
  checks: {
    label: '核查',
    icon: 'check',
    href: '/desk/checks',
    page: '/pages/desk/checks/index',
    desks: ['check'],
  },
  cases: {
    label: '案件',
    icon: 'search',
    href: '/desk/cases',
    page: '/pages/desk/cases/index',
    desks: caseDesks,
  },
  figures: {
    label: '数据',
    icon: 'chart',
    href: '/figures',
    page: '/pages/public/figures/index',
    desks: everyDesk,
  },
  lists: {
    label: '清单',
    icon: 'sign',
    href: '/desk/lists',
    page: '/pages/desk/lists/index',
    desks: ['manage'],
  },
  people: {
    label: '岗位单位',
    icon: 'people',
    href: '/desk/people',
    page: '/pages/desk/people/index',
    desks: ['manage'],
  },
  places: {
    label: '地点档案',
    icon: 'map',
    href: '/desk/places',
    page: '/pages/desk/places/index',
    desks: ['manage'],
  },
  complaints: {
    label: '投诉',
    icon: 'bell',
    href: '/desk/complaints',
    page: '/pages/desk/complaints/index',
    desks: ['manage'],
  },
} as const satisfies Record<string, DeskPlace>;
export type DeskPlaceName = keyof typeof deskPlaces;

/** Looked things up in, not worked through. */
const lookedUp: readonly DeskPlaceName[] = ['cases', 'figures', 'lists'];
const order = Object.keys(deskPlaces) as DeskPlaceName[];

/** The places of the desk somebody may open, by what the API says. */
export function placesFor(desks: readonly DeskName[]): DeskPlaceName[] {
  return order.filter((name) => deskPlaces[name].desks.some((desk) => desks.includes(desk)));
}

/** Where somebody's desk opens: at the work that waits, not at a list to look things up; null when they have none. */
export function firstPlace(desks: readonly DeskName[]): DeskPlaceName | null {
  const mine = placesFor(desks);
  return mine.find((name) => !lookedUp.includes(name)) ?? mine[0] ?? null;
}
