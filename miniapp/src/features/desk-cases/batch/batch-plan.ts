import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { type Catalogue, conditionsOf } from '@gongzhi/shared/standards/catalogue';
import { type FieldErrors, fieldErrors } from '../check-input';
import { commandFields } from '../command-fields';
import { type CommandBody, commandInputs } from '../desk-commands';
import type { Chosen } from '../filters';

/**
 * What may be done to several cases at once: everything whose form says the same for all of them. Handling and
 * checking are not here, because their pictures prove one place each, nor correcting, which is about one case.
 */
export const batchCommands = ['accept', 'file', 'dispatch', 'close', 'return', 'refuse', 'recall'] as const;
export type BatchCommand = (typeof batchCommands)[number];

export interface Offer {
  command: BatchCommand;
  /** The picked cases it can be done to; for an action common to all of them, all. */
  cases: readonly IssueCard[];
}

/** What can be done with the picked cases, by the abilities the server sent with each. */
export function offersFor(picked: readonly IssueCard[]): { common: Offer[]; partial: Offer[] } {
  const offers = batchCommands
    .map((command) => ({
      command,
      cases: picked.filter(({ abilities = [] }) => abilities.includes(command)),
    }))
    .filter(({ cases }) => cases.length > 0);
  return {
    common: offers.filter(({ cases }) => cases.length === picked.length),
    partial: offers.filter(({ cases }) => cases.length < picked.length),
  };
}

/** What somebody filled in once for all. */
export interface BatchInput {
  /** The class of those that have none yet. */
  matterCode: string | null;
  /** The filing condition by class, where a class has more than one. */
  conditions: Readonly<Record<string, string>>;
  organisation: Chosen | null;
  reason: string | null;
  words: string;
}

export const emptyInput: BatchInput = {
  matterCode: null,
  conditions: {},
  organisation: null,
  reason: null,
  words: '',
};

/** One case of a batch: what is sent, and what that does in words. */
export interface Planned {
  issue: IssueCard;
  body: CommandBody<BatchCommand>;
  does: string;
}

export interface Plan {
  items: Planned[];
  errors: FieldErrors;
}

/** The cases of a class, for asking once a class. */
export function byMatter(cases: readonly IssueCard[]): { code: string; name: string; count: number }[] {
  const found = new Map<string, { code: string; name: string; count: number }>();
  for (const { matter } of cases) {
    if (matter) found.set(matter.code, { ...matter, count: (found.get(matter.code)?.count ?? 0) + 1 });
  }
  return [...found.values()];
}

export const withoutMatter = (cases: readonly IssueCard[]) => cases.filter(({ matter }) => !matter);

type Draft = { body: Partial<Record<string, unknown>>; does: string };
type Make = (issue: IssueCard, input: BatchInput, catalogue: Catalogue) => Draft;

const matterName = (catalogue: Catalogue, code: string | null | undefined) =>
  catalogue.matters.find((matter) => matter.code === code)?.name ?? '';

const plain =
  (does: string, field: 'words' | 'result' = 'words'): Make =>
  (_, { reason, words }) => ({ body: { ...(reason && { reason }), [field]: words }, does });

const makers: Record<BatchCommand, Make> = {
  // What the public may read is a choice about one case: a batch publishes nothing, and it can be corrected later.
  accept: ({ matter }, { matterCode }, catalogue) => {
    const code = matter?.code ?? matterCode;
    return {
      body: { matterCode: code ?? '', publicText: null, publicPictureIds: [] },
      does: `受理为“${matterName(catalogue, code)}”，不公开文字和照片`,
    };
  },
  file: ({ matter }, { conditions }, catalogue) => {
    const choices = matter ? conditionsOf(catalogue, matter.code) : [];
    const chosen = choices.find(({ code }) => code === conditions[matter?.code ?? '']);
    const condition = choices.length === 1 ? choices[0] : chosen;
    return { body: { conditionCode: condition?.code ?? '' }, does: `立案：${condition?.text ?? ''}` };
  },
  dispatch: (_, { organisation, words }) => ({
    body: { organisationId: organisation?.id ?? '', words },
    does: `派给${organisation?.name ?? ''}`,
  }),
  close: plain('结案，结果发给上报人', 'result'),
  return: plain('退回派遣员'),
  refuse: plain('不予受理，答复发给上报人'),
  recall: (issue, input, catalogue) => ({
    ...plain('')(issue, input, catalogue),
    does: `从${issue.assignedTo?.name ?? '单位'}撤回`,
  }),
};

/** What is wrong with a field, where the contract's own words would not say which cases it is about. */
function missing(
  command: BatchCommand,
  cases: readonly IssueCard[],
  input: BatchInput,
  bodies: Draft[],
): FieldErrors {
  if (command === 'accept' && !input.matterCode && withoutMatter(cases).length > 0) {
    return { matterCode: `还有 ${withoutMatter(cases).length} 件没有类别，请选一个` };
  }
  if (command === 'file' && bodies.some(({ body }) => !body.conditionCode)) {
    return { conditionCode: '每一类都要选一个立案条件' };
  }
  if (command === 'dispatch' && !input.organisation) return { organisationId: '请选一个处置单位' };
  if (command in commandFields && 'reasons' in commandFields[command as 'refuse'] && !input.reason) {
    return { reason: '请选一个原因' };
  }
  return {};
}

/** What would be sent for each case, and what is still wrong with what was filled in. */
export function planBatch(
  command: BatchCommand,
  cases: readonly IssueCard[],
  input: BatchInput,
  catalogue: Catalogue,
): Plan {
  const drafts = cases.map((issue) => makers[command](issue, input, catalogue));
  const schema = commandInputs[command];
  // Every body is checked; the first complaint about a field stands for the others.
  const found = drafts.map(({ body }) => fieldErrors(schema, { ...body, key: 'checking-only' }));
  const errors = Object.assign({}, ...found.reverse(), missing(command, cases, input, drafts));
  const items = drafts.map(({ body, does }, at) => ({
    issue: cases[at] as IssueCard,
    body: body as CommandBody<BatchCommand>,
    does,
  }));
  return { items, errors };
}
