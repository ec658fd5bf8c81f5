import type { IssueCommand } from '@gongzhi/shared/issues/rules';
import type { Pace } from './rehearse';

/** How far a case of the demonstration has come. */
export type Stand =
  | 'reported'
  | 'accepted'
  | 'filed'
  | 'dispatched'
  | 'handled'
  | 'verified'
  | 'closed'
  | 'refused'
  | 'withdrawn';

/** What does not go straight. */
export type Turn = 'correct' | 'return' | 'recall' | 'fail' | 'reopen';

/** What is wanted of one case; everything that is not said is left to chance. */
export interface Part {
  stand: Stand;
  pace?: Pace;
  turns?: readonly Turn[];
  kind?: 'suggestion';
  /** How many neighbours say they ran into it too. */
  joins?: number;
  /** Place in the list of residents. */
  resident?: number;
  /** Near where this resident lives. */
  atHome?: boolean;
  through?: 'hotline' | 'patrol' | 'words';
  /** The unit it is sent to, by code. */
  unit?: string;
  /** Codes of places of which it must be in one. */
  within?: readonly string[];
  daysAgo?: number;
  rating?: 'good' | 'bad' | 'none';
}

export const TOWN = ['320413001', '320413002'];
export const VILLAGES = [
  '320413003',
  '320413100',
  '320413101',
  '320413102',
  '320413103',
  '320413104',
  '320413105',
];

/** Units whose people can be picked at sign-in, and where they work: each gets something late, urgent and usual. */
const shownUnits: readonly (readonly [unit: string, within: readonly string[], resident?: number])[] = [
  ['U-SANITATION', ['320413003', '320413100', '320413101']],
  ['K-CLEAN-E', ['320413001'], 1],
  ['U-MUNICIPAL', TOWN, 0],
  ['U-SQUAD-E', ['320413001'], 3],
  ['U-SQUAD-W', ['320413002'], 2],
  ['U-LIGHTING', TOWN],
  ['U-GREENING', TOWN],
  ['G-01', ['320413001']],
  ['P-01', ['C-001', 'C-009', 'C-010', 'C-015'], 0],
  ['P-02', ['C-002', 'C-006', 'C-007', 'C-024'], 1],
];
/** Where the grid workers of the sign-in list check. */
const shownGrids: readonly (readonly string[])[] = [
  ['320413001001001', '320413001001002'],
  ['320413001001003', '320413001001004'],
  ['320413001002'],
  ['320413002002'],
  ['320413002003'],
];
/** The streets of the chiefs of the sign-in list. */
const shownStreets = ['R-004', 'R-002', 'R-005'];
const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

function waiting(): Part[] {
  const turns: Record<string, readonly Turn[]> = { 'U-MUNICIPAL': ['reopen'], 'K-CLEAN-E': ['fail'] };
  return [
    ...times(
      12,
      (i): Part => ({
        stand: 'reported',
        pace: i < 3 ? 'late' : 'usual',
        ...(i < 4 && { resident: i, atHome: true }),
        ...(i === 4 && { through: 'hotline' }),
        ...(i === 5 && { through: 'words' }),
        ...(i === 6 && { kind: 'suggestion' }),
        ...(i > 8 && { within: [shownStreets[i - 9] as string] }),
        joins: i === 1 ? 2 : 0,
      }),
    ),
    ...times(
      8,
      (i): Part => ({
        stand: 'accepted',
        pace: i === 0 ? 'late' : 'usual',
        ...(i === 2 && { turns: ['correct'] }),
      }),
    ),
    ...times(
      8,
      (i): Part => ({
        stand: 'filed',
        pace: i === 7 ? 'late' : 'usual',
        ...(i < 2 && { turns: ['return'] }),
        ...(i === 2 && { turns: ['recall'] }),
      }),
    ),
    ...shownUnits.flatMap(([unit, within, resident]): Part[] => [
      { stand: 'dispatched', pace: 'late', unit, within },
      { stand: 'dispatched', pace: 'soon', unit, within },
      { stand: 'dispatched', unit, within, resident, joins: 1, turns: turns[unit] },
    ]),
    ...shownStreets.map((street): Part => ({ stand: 'dispatched', within: [street], joins: 2 })),
    { stand: 'dispatched', kind: 'suggestion', resident: 1 },
    ...shownGrids.flatMap((within, i): Part[] => [
      { stand: 'handled', within },
      { stand: 'handled', within, pace: i < 2 ? 'late' : 'usual', ...(i === 3 && { resident: 2 }) },
    ]),
    { stand: 'handled', kind: 'suggestion' },
    ...times(5, (i): Part => ({ stand: 'verified', ...(i === 0 && { resident: 3 }) })),
  ];
}

function over(): Part[] {
  return [
    ...times(5, (i): Part => ({ stand: 'refused', daysAgo: 1 + i * 9, ...(i === 0 && { resident: 2 }) })),
    ...times(3, (i): Part => ({ stand: 'withdrawn', daysAgo: 2 + i * 14, ...(i === 0 && { resident: 3 }) })),
    // Just closed and not rated yet: the first thing a resident of the sign-in list can do.
    ...times(
      4,
      (i): Part => ({
        stand: 'closed',
        resident: i,
        atHome: true,
        daysAgo: 2.5 + i,
        rating: 'none',
        joins: i % 2,
      }),
    ),
    ...times(91, (i): Part => ({ stand: 'closed', daysAgo: 2 + 56 * (i / 90) ** 1.2, ...specialty(i) })),
  ];
}

/** Spreads what is special evenly over the closed cases. */
function specialty(i: number): Partial<Part> {
  if (i % 15 === 13) return { kind: 'suggestion', pace: i % 2 ? 'usual' : 'late' };
  const special: Partial<Part> = {};
  const turn = ({ 2: 'return', 5: 'fail', 8: 'correct', 11: 'reopen', 14: 'recall' } as Record<number, Turn>)[
    i % 16
  ];
  if (turn) special.turns = [turn];
  if (i % 11 === 3) special.pace = 'late';
  if (i % 9 === 4) special.through = 'hotline';
  if (i % 10 === 7) special.through = 'patrol';
  if (i % 18 === 6) special.through = 'words';
  if (i % 8 === 1) special.within = VILLAGES;
  if (i % 5 === 0) special.joins = 1 + (i % 3);
  if (i % 12 === 0) Object.assign(special, { resident: (i / 12) % 4, atHome: true, rating: 'good' });
  if (i % 13 === 6) special.rating = 'bad';
  return special;
}

/** All cases of the demonstration. */
export const allParts = (): Part[] => [...over(), ...waiting()];

const straight: Record<Stand, readonly IssueCommand[]> = {
  reported: [],
  accepted: ['accept'],
  filed: ['accept', 'file'],
  dispatched: ['accept', 'file', 'dispatch'],
  handled: ['accept', 'file', 'dispatch', 'handle'],
  verified: ['accept', 'file', 'dispatch', 'handle', 'pass'],
  closed: ['accept', 'file', 'dispatch', 'handle', 'pass', 'close'],
  refused: ['refuse'],
  withdrawn: ['withdraw'],
};

/** The steps of a case from its report on. */
export function pathOf({ stand, turns = [], kind, joins = 0 }: Part, rated: boolean): IssueCommand[] {
  const path = straight[stand].flatMap((command): IssueCommand[] => {
    if (command === 'file' && turns.includes('correct')) return ['correct', 'file'];
    if (command === 'dispatch' && turns.includes('return')) return ['dispatch', 'return', 'dispatch'];
    if (command === 'dispatch' && turns.includes('recall')) return ['dispatch', 'recall', 'dispatch'];
    if (command === 'handle' && turns.includes('fail') && stand !== 'dispatched')
      return ['handle', 'fail', 'handle'];
    return [command];
  });
  if (stand === 'filed' && turns.some((turn) => turn === 'return' || turn === 'recall')) {
    path.push('dispatch', turns.includes('return') ? 'return' : 'recall');
  }
  if (stand === 'dispatched' && turns.includes('fail')) path.push('handle', 'fail');
  if (turns.includes('reopen')) {
    const again = straight[stand].slice(straight[stand].indexOf('dispatch'));
    if (stand === 'dispatched') path.push('handle', 'pass', 'close');
    path.push('rate', 'reopen', ...again);
  }
  if (rated) path.push('rate');
  const afterAccept = path.indexOf('accept') + 1;
  path.splice(afterAccept, 0, ...times(joins, (): IssueCommand => 'join'));
  const answered: readonly IssueCommand[] = ['file', 'pass', 'fail'];
  const whole: IssueCommand[] = ['report', ...path];
  return kind === 'suggestion' ? whole.filter((command) => !answered.includes(command)) : whole;
}
