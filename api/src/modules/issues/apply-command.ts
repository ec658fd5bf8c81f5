import type { Decision, IssueCommand, Relation } from '@gongzhi/shared/issues/rules';
import { decide } from '@gongzhi/shared/issues/rules';
import type { CommandResult } from '@gongzhi/shared/issues/schema';
import { stateFacts } from '@gongzhi/shared/issues/states';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { clock } from '../../platform/clock';
import { advanceClocks, type ClockNeeds } from './advance-clocks';
import { hashInput } from './command-key';
import { decisionContext } from './decision-context';
import { type IssueEvent, IssueModel, type IssueRecord, NEVER_DUE } from './issue.model';
import { canSee, postBehind, relationsOf } from './issue.policy';
import { issueEvent } from './issue-event';
import { toId } from './object-id';
import { presentIssue } from './present-issue';

/** What a command file is given to work out its change. */
export interface Scene {
  actor: Actor;
  issue: IssueRecord;
  now: Date;
}

/** What a command changes besides state, clocks and version, and what its timeline entry says. */
export interface Change {
  set?: Partial<IssueRecord>;
  event?: Partial<
    Pick<IssueEvent, 'words' | 'reason' | 'pictures' | 'warnings' | 'organisationId' | 'solved' | 'score'>
  >;
  clocks?: ClockNeeds;
}

interface Command {
  actor: Actor;
  issueId: string;
  name: IssueCommand;
  input: { key: string };
}

/** How often a command is tried again when another one got in between and left it possible. */
const MOST_TRIES = 30;

/**
 * The way every command on a case goes: load, recognise a repeated key, decide by the rules, one guarded write.
 * When another command was faster, the case is loaded and decided anew: still possible, or 409 with what it is now.
 */
export async function applyCommand(
  command: Command,
  work: (scene: Scene) => Change | Promise<Change>,
): Promise<CommandResult> {
  const { actor, issueId, name, input } = command;
  const keyHash = hashInput(name, input);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const now = clock.now();
    const { issue, relations } = await loadVisible(actor, issueId);
    const done = findRepeated(issue, actor, input.key, keyHash);
    if (done) return { issue: await presentIssue(issue, actor), repeated: true, warnings: done.warnings };
    const decision = decide(name, await decisionContext(actor, relations, issue, now));
    if (!decision.ok) throw refusal(decision, command, issue);
    const change = await work({ actor, issue, now });
    const event = newEvent(command, issue, keyHash, relations, decision.to, change, now);
    const written = await writeGuarded(issue, name, decision, change, event, now);
    if (!written) continue;
    return { issue: await presentIssue(written, actor), repeated: false, warnings: event.warnings };
  }
  throw new AppError('ISSUE_STATE_CHANGED', { detail: `${name} on ${issueId} lost ${MOST_TRIES} races` });
}

/** The case, or 404 when it is not there for this person. */
export async function loadVisible(
  actor: Actor | null,
  issueId: string,
): Promise<{ issue: IssueRecord; relations: Relation[] }> {
  const issue = await IssueModel.findById(issueId).lean<IssueRecord>();
  if (issue) {
    const relations = relationsOf(actor, issue);
    if (canSee(relations, issue, actor)) return { issue, relations };
  }
  throw new AppError('ISSUE_NOT_FOUND', { detail: issueId });
}

function findRepeated(issue: IssueRecord, actor: Actor, key: string, keyHash: string): IssueEvent | null {
  const done = issue.timeline.find(
    (event) => event.key === key && String(event.by.accountId) === actor.accountId,
  );
  if (done && done.keyHash !== keyHash)
    throw new AppError('KEY_REUSED', { detail: `${key} on ${issue._id}` });
  return done ?? null;
}

function refusal(
  { code }: Extract<Decision, { ok: false }>,
  { name, actor }: Command,
  { _id, state, version }: IssueRecord,
): AppError {
  const detail = `${name} on ${_id} (${state}) by ${actor.accountId}`;
  // Only a person who may act at all learns the present state as something to recover with.
  return new AppError(code, code === 'FORBIDDEN' ? { detail } : { detail, details: { state, version } });
}

/** The capacity in which somebody gave a command: the first of theirs the rule names. */
const capacity: Partial<Record<IssueCommand, readonly Relation[]>> = {
  join: ['account'],
  handle: ['unit'],
  return: ['unit'],
  pass: ['grid', 'chief', 'dispatcher'],
  fail: ['grid', 'chief', 'dispatcher'],
  rate: ['reporter'],
  reopen: ['reporter'],
  withdraw: ['reporter'],
  cover: ['bureau', 'administrator'],
  uncover: ['bureau', 'administrator'],
};

function newEvent(
  { actor, name, input }: Command,
  issue: IssueRecord,
  keyHash: string,
  relations: readonly Relation[],
  state: IssueRecord['state'],
  { event = {} }: Change,
  now: Date,
): IssueEvent {
  const as =
    (capacity[name] ?? ['dispatcher', 'system']).find((relation) => relations.includes(relation)) ??
    'account';
  const resident = as === 'account' || as === 'reporter';
  const post = resident ? null : postBehind(actor, as, issue);
  return issueEvent({
    at: now,
    command: name,
    state,
    by: {
      accountId: toId(actor.accountId),
      as,
      name: resident ? null : actor.name,
      ...(post && {
        post: { id: post.postId, role: post.role, actingFor: post.actingFor ?? null },
      }),
    },
    key: input.key,
    keyHash,
    ...event,
  });
}

async function writeGuarded(
  issue: IssueRecord,
  name: IssueCommand,
  decision: Extract<Decision, { ok: true }>,
  change: Change,
  event: IssueEvent,
  now: Date,
): Promise<IssueRecord | null> {
  const { steps, current } = await advanceClocks(issue, name, now, change.clocks);
  const started = current && current.startedAt.getTime() === now.getTime();
  const resumed = name === 'fail';
  if (current && (started || resumed)) event.dueAt = current.dueAt;
  return IssueModel.findOneAndUpdate(
    { _id: issue._id, state: issue.state, version: issue.version },
    {
      $set: {
        ...change.set,
        state: decision.to,
        group: stateFacts[decision.to].group,
        rework: issue.rework + (decision.rework ? 1 : 0),
        steps,
        dueSort: current?.dueAt ?? NEVER_DUE,
        version: issue.version + 1,
        updatedAt: now,
        outboxDue: now,
      },
      ...(decision.to !== 'handled' && { $unset: { verifier: 1 } }),
      $push: { timeline: event },
    },
    { returnDocument: 'after' },
  ).lean<IssueRecord>();
}
