import { roleLabels } from '../posts/labels';
import type { PostRole } from '../posts/schema';
import { describeInstant } from './due-words';
import { ratingLabels } from './labels';
import type { IssueCommand, IssueKind } from './rules';

/** Whom a sentence is for: they need different words about the same event. */
export type Audience = 'everybody' | 'unit' | 'checker' | 'addressee';

/** What a sentence may speak of. Everything in it is public: never a name of a person, never free words. */
export interface EventFacts {
  command: IssueCommand;
  /** A problem unless it says otherwise: notices of earlier versions do not say. */
  kind?: IssueKind;
  /** Short name of the unit the event is about. */
  organisation?: string | null;
  /** When the step this event started runs out. */
  dueAt?: Date | null;
  /** The label of the reason picked, where a reader may know it. */
  reason?: string | null;
  solved?: boolean | null;
  score?: number | null;
  /** Done by the program itself, by what the district has laid down. */
  automatic?: boolean;
  /** How many people did the same one after the other. */
  count?: number;
}

type Teller = (facts: EventFacts, until: string, unit: string) => string;

const because = (reason: string | null | undefined) => (reason ? `：${reason}` : '');

const forEverybody: Record<IssueCommand, Teller> = {
  report: (_, until) => `收到一件上报${until && `，${until}答复是否受理`}`,
  join: ({ count = 1 }) => `又有 ${count} 位居民说也遇到了`,
  accept: () => '已受理，正在核定怎样处理',
  refuse: ({ reason }) => `不予受理${because(reason)}`,
  correct: () => '更正了案件的内容',
  file: () => '已立案，等待派遣',
  dispatch: ({ automatic }, until, unit) =>
    `已${automatic ? '自动' : ''}派给${unit}${until && `，${until}处理`}`,
  return: ({ reason }, _, unit) => `${unit}退回了案件${because(reason)}，将重新派遣`,
  recall: ({ reason }) => `撤回了派遣${because(reason)}，将重新派遣`,
  handle: (_, __, unit) => `${unit}处理完了，等待核查`,
  pass: () => '核查通过，等待结案',
  fail: ({ reason }, until, unit) =>
    `核查没有通过${because(reason)}，${unit}继续处理${until && `，${until}完成`}`,
  close: () => '已结案',
  rate: ({ solved, score }) => `上报人评价：${solved ? '已解决' : '没有解决'}${score ? `，${score} 分` : ''}`,
  reopen: () => '上报人说没有解决，案件重新处理',
  withdraw: () => '上报人撤回了案件',
  cover: () => '文字和照片先遮起来，正在核实',
  uncover: () => '文字和照片恢复公开',
};

const forUnit: Partial<Record<IssueCommand, Teller>> = {
  dispatch: (_, until) => `有新的任务${until && `，请${until}处理`}`,
  recall: ({ reason }) => `任务已撤回${because(reason)}，不用再处理`,
  fail: ({ reason }, until) => `核查没有通过${because(reason)}，请继续处理${until && `，${until}完成`}`,
  pass: () => '核查通过了',
};

const forChecker: Partial<Record<IssueCommand, Teller>> = {
  handle: (_, until, unit) => `${unit}说处理完了，请${until}去现场核查`,
};

const forAddressee: Partial<Record<IssueCommand, Teller>> = {
  report: () => '有居民把这件上报给您，指挥中心会受理，您可以先去看看',
};

const tables: Record<Audience, Partial<Record<IssueCommand, Teller>>> = {
  everybody: forEverybody,
  unit: forUnit,
  checker: forChecker,
  addressee: forAddressee,
};

/** Where a suggestion needs other words: it is answered, and its answer is not checked. */
const ofSuggestions: Record<Audience, Partial<Record<IssueCommand, Teller>>> = {
  everybody: {
    report: (_, until) => `收到一条建言${until && `，${until}答复是否受理`}`,
    accept: () => '已受理，正在安排单位答复',
    dispatch: (_, until, unit) => `已派给${unit}${until && `，${until}答复`}`,
    handle: (_, __, unit) => `${unit}已答复`,
    rate: ({ solved, score }) =>
      `提建言的人评价：答复${ratingLabels('suggestion')[solved ? 'solved' : 'unsolved']}${score ? `，${score} 分` : ''}`,
  },
  unit: {
    dispatch: (_, until) => `有新的建言${until && `，请${until}答复`}`,
    recall: ({ reason }) => `任务已撤回${because(reason)}，不用再答复`,
  },
  checker: {},
  addressee: { report: () => '有居民向您提了一条建言，指挥中心会受理' },
};

function tellerOf({ command, kind }: EventFacts, audience: Audience): Teller {
  const own = kind === 'suggestion' ? ofSuggestions : null;
  return (
    own?.[audience][command] ?? tables[audience][command] ?? own?.everybody[command] ?? forEverybody[command]
  );
}

/** One plain sentence about an event, without a full stop: 「已派给环卫处，周三 18:00 前处理」. */
export function describeEvent(facts: EventFacts, now: Date, audience: Audience = 'everybody'): string {
  const until = facts.dueAt ? `${describeInstant(now, facts.dueAt)} 前` : '';
  return tellerOf(facts, audience)(facts, until, facts.organisation || '处置单位');
}

/** Whom a report was addressed to: 「相府前路街巷长」. The post, not who holds it. */
export function addresseeWords(to: { place: { name: string }; role: PostRole }): string {
  return `${to.place.name}${roleLabels[to.role]}`;
}
