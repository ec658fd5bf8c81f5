import { formatIssueNumber } from '@gongzhi/shared/issues/number';
import { type IssueCommand, ruleFor } from '@gongzhi/shared/issues/rules';
import { stateFacts } from '@gongzhi/shared/issues/states';
import { currentStep, type IssueStep } from '@gongzhi/shared/issues/steps';
import { type FilingCondition, groupOf, matterOf } from '@gongzhi/shared/standards/catalogue';
import { localDay } from '@gongzhi/shared/time';
import mongoose, { type Types } from 'mongoose';
import type { CastUnit } from '../../api/src/demonstration/cases/cast';
import type { Dice } from '../../api/src/demonstration/cases/dice';
import type { Spot } from '../../api/src/demonstration/cases/spots';
import type { Story } from '../../api/src/demonstration/cases/stories';
import type { Actor } from '../../api/src/http/actor';
import {
  type IssueEvent,
  type IssuePicture,
  type IssueRecord,
  NEVER_DUE,
} from '../../api/src/modules/issues/issue.model';
import { issueTokens } from '../../api/src/modules/issues/issue-tokens';
import type { Located } from '../../api/src/modules/issues/locate';
import type { Scenery } from './invent-cases';
import { inOwnWords } from './words';

/** What was decided of a case before it is written down. */
export interface Decided {
  story: Story;
  condition: FilingCondition | null;
  unit: CastUnit;
  spot: Spot;
  located: Located;
  /** The commands of the past, the report first. */
  steps: readonly { command: IssueCommand; at: Date }[];
  facts: IssueStep[];
  /** Undefined: a resident reported it. */
  through: 'patrol' | 'hotline' | undefined;
  /** The so manieth case of all, and of its day. */
  n: number;
  ofTheDay: number;
  residentOf: (dice: Dice) => Types.ObjectId;
}

const HASH = '0123456789abcdef0123456789abcdef';
const { ObjectId } = mongoose.Types;

/** An id that sorts by time and then by the order of invention. */
function idAt(time: Date, n: number): Types.ObjectId {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(Math.floor(time.getTime() / 1000));
  bytes.writeUIntBE(0xbe, 4, 2);
  bytes.writeUIntBE(n, 6, 6);
  return new ObjectId(bytes);
}

/** The case as the commands would have left it, its timeline included. */
export function writeCase(decided: Decided, scenery: Scenery, dice: Dice): IssueRecord {
  const issue = reported(decided, scenery, dice);
  const telling = new Telling(issue, decided, scenery, dice);
  for (const [i, { command, at }] of decided.steps.entries()) telling.tell(command, at, i);
  const { story } = decided;
  const matter = matterOf(scenery.catalogue, story.matter)?.name;
  const group = groupOf(scenery.catalogue, story.matter)?.name;
  const { address, text, publication } = issue;
  issue.group = stateFacts[issue.state].group;
  issue.tokens = issueTokens([issue.matterCode && matter, group, address, text]);
  issue.publicTokens = issueTokens(publication ? [matter, group, address, publication.text] : [group]);
  return issue;
}

function reported(decided: Decided, scenery: Scenery, dice: Dice): IssueRecord {
  const { story, spot, located, steps, facts, through, n, ofTheDay } = decided;
  const { catalogue, cast, pictures } = scenery;
  const reportedAt = steps[0]?.at as Date;
  const staff =
    through === 'hotline'
      ? cast.dispatcherAt(spot.placeIds)
      : through === 'patrol'
        ? cast.checkerAt(spot.placeIds)
        : null;
  const createdBy = staff ? new ObjectId(staff.accountId) : decided.residentOf(dice);
  const reporterId = through === 'hotline' ? null : createdBy;
  return {
    _id: idAt(reportedAt, n),
    schemaVersion: 1,
    number: formatIssueNumber(reportedAt, ofTheDay),
    kind: story.kind,
    source: sourceOf(through, dice),
    state: 'reported',
    group: 'open',
    version: steps.length,
    createdBy,
    createKey: `bench-${n}`,
    createHash: HASH,
    reporterId,
    caller: null,
    shareContact: dice.chance(0.5),
    followerIds: reporterId ? [reporterId] : [],
    joinCount: 0,
    text: inOwnWords(dice.pick(story.texts).replaceAll('{spot}', spot.name), dice),
    pictures: through === 'hotline' || pictures.length === 0 ? [] : [dice.pick(pictures)],
    publication: null,
    groupCode: groupOf(catalogue, story.matter)?.code ?? null,
    matterCode: through ? story.matter : null,
    conditionCode: null,
    catalogueVersion: catalogue.version,
    ...located,
    assignedTo: null,
    handledBy: null,
    sentTo: [],
    afterPictures: [],
    steps: facts,
    dueSort: currentStep(facts)?.dueAt ?? NEVER_DUE,
    rework: 0,
    reopenings: 0,
    result: null,
    rating: null,
    closedAt: null,
    timeline: [],
    tokens: [],
    publicTokens: [],
    reportedDay: localDay(reportedAt),
    closedDay: null,
    outbox: { done: steps.length, lease: null, attempts: 0, lastError: null, deadAt: null },
    createdAt: reportedAt,
    updatedAt: steps.at(-1)?.at ?? reportedAt,
  };
}

function sourceOf(through: Decided['through'], dice: Dice): IssueRecord['source'] {
  if (through === 'hotline') return dice.pick(['hotline_12319', 'hotline_12345'] as const);
  return through ?? dice.pick(['miniapp', 'miniapp', 'web'] as const);
}

type Said = Partial<
  Pick<IssueEvent, 'by' | 'words' | 'reason' | 'pictures' | 'organisationId' | 'solved' | 'score'>
>;

/** Goes through the life of one case and leaves in it what each step leaves. */
class Telling {
  private readonly after: IssuePicture[];
  private readonly unitId: Types.ObjectId;

  constructor(
    private readonly issue: IssueRecord,
    private readonly decided: Decided,
    private readonly scenery: Scenery,
    private readonly dice: Dice,
  ) {
    this.after = scenery.pictures.length > 0 ? [dice.pick(scenery.pictures)] : [];
    this.unitId = new ObjectId(decided.unit.organisationId);
  }

  tell(command: IssueCommand, at: Date, i: number): void {
    const { issue, decided } = this;
    const rule = ruleFor(command, decided.story.kind);
    if (rule && rule.to !== 'same') issue.state = rule.to;
    if (rule?.rework) issue.rework++;
    const said = this.acts[command]?.(at, i) ?? {};
    const key = i === 0 ? issue.createKey : `${issue.createKey}-${i}`;
    const opened = decided.facts.find(({ startedAt }) => startedAt.getTime() === at.getTime());
    issue.timeline.push({
      id: String(idAt(at, decided.n * 32 + i)),
      at,
      command,
      state: issue.state,
      by: this.as('dispatcher', this.scenery.cast.dispatcherAt(decided.spot.placeIds)),
      words: '',
      reason: null,
      pictures: [],
      warnings: [],
      organisationId: null,
      dueAt: opened?.dueAt ?? null,
      solved: null,
      score: null,
      ...said,
      key,
      keyHash: HASH,
    });
  }

  private as(relation: 'dispatcher' | 'unit' | 'grid', { accountId, name }: Actor): IssueEvent['by'] {
    return { accountId: new ObjectId(accountId), as: relation, name };
  }

  private own(): Said {
    return { by: { accountId: this.issue.createdBy, as: 'reporter', name: null } };
  }

  private onSite(): Said {
    const checker = this.scenery.cast.checkerAt(this.decided.spot.placeIds);
    return { by: this.as('grid', checker), pictures: this.after, organisationId: this.issue.assignedTo };
  }

  private officer(): Said {
    return { by: this.as('unit', this.decided.unit.officer), organisationId: this.issue.assignedTo };
  }

  private readonly acts: Partial<Record<IssueCommand, (at: Date, i: number) => Said>> = {
    report: () => (this.decided.through === 'hotline' ? {} : this.own()),
    join: () => {
      const neighbour = this.decided.residentOf(this.dice);
      this.issue.followerIds.push(neighbour);
      this.issue.joinCount++;
      return { by: { accountId: neighbour, as: 'account', name: null } };
    },
    accept: () => {
      const { issue, dice } = this;
      issue.matterCode = this.decided.story.matter;
      const pictureIds = issue.pictures.map(({ id }) => id);
      issue.publication = { text: dice.chance(0.06) ? null : issue.text, pictureIds };
      return {};
    },
    refuse: () => {
      const { reason, words } = this.dice.pick(this.phrases.refuse);
      return { reason, words };
    },
    correct: () => ({ words: this.dice.pick(this.phrases.correct) }),
    withdraw: () => ({ ...this.own(), words: this.dice.pick(this.phrases.withdraw) }),
    file: () => {
      this.issue.conditionCode = this.decided.condition?.code ?? null;
      return {};
    },
    dispatch: () => {
      const { issue, unitId, dice } = this;
      Object.assign(issue, { assignedTo: unitId, handledBy: null, sentTo: [...issue.sentTo, unitId] });
      return { organisationId: unitId, words: dice.chance(0.3) ? dice.pick(this.phrases.dispatch) : '' };
    },
    return: () => this.takenBack({ ...this.officer(), ...this.dice.pick(this.phrases.return) }),
    recall: () =>
      this.takenBack({ organisationId: this.issue.assignedTo, ...this.dice.pick(this.phrases.recall) }),
    handle: () => {
      const said = this.officer();
      Object.assign(this.issue, { handledBy: said.by?.accountId, afterPictures: this.after });
      return { ...said, pictures: this.after, words: this.decided.story.done };
    },
    pass: () => ({
      ...this.onSite(),
      words: this.dice.chance(0.6) ? this.dice.pick(this.phrases.pass) : '',
    }),
    fail: () => {
      this.issue.handledBy = null;
      return { ...this.onSite(), ...this.dice.pick(this.phrases.fail) };
    },
    close: (at) => {
      const { result } = this.decided.story;
      Object.assign(this.issue, { result, closedAt: at, closedDay: localDay(at), rating: null });
      return { words: result, organisationId: this.issue.assignedTo };
    },
    rate: (at, i) => {
      const { dice, phrases } = this;
      const solved = this.decided.steps[i + 1]?.command !== 'reopen' && dice.chance(0.93);
      const score = solved ? dice.pick([5, 5, 5, 4, 4, 3]) : dice.pick([1, 2]);
      const words = dice.pick(solved ? phrases.praise : phrases.blame);
      this.issue.rating = { solved, score, words, at };
      return { ...this.own(), solved, score, words };
    },
    reopen: () => {
      const { issue } = this;
      Object.assign(issue, {
        assignedTo: null,
        handledBy: null,
        result: null,
        closedAt: null,
        closedDay: null,
      });
      issue.reopenings++;
      return { ...this.own(), words: this.dice.pick(this.phrases.reopen) };
    },
  };

  private takenBack(said: Said): Said {
    this.issue.assignedTo = null;
    return said;
  }

  private get phrases() {
    return this.scenery.book.phrases;
  }
}
