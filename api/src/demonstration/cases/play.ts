import type { IssueCommand } from '@gongzhi/shared/issues/rules';
import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import { groupOf } from '@gongzhi/shared/standards/catalogue';
import type { Actor } from '../../http/actor';
import { AppError } from '../../http/errors';
import { storePicture } from '../../modules/files/upload-picture';
import { acceptIssue } from '../../modules/issues/accept-issue';
import { closeIssue } from '../../modules/issues/close-issue';
import { correctIssue } from '../../modules/issues/correct-issue';
import { dispatchIssue } from '../../modules/issues/dispatch-issue';
import { failIssue } from '../../modules/issues/fail-issue';
import { fileIssue } from '../../modules/issues/file-issue';
import { handleIssue } from '../../modules/issues/handle-issue';
import { joinIssue } from '../../modules/issues/join-issue';
import { passIssue } from '../../modules/issues/pass-issue';
import { rateIssue } from '../../modules/issues/rate-issue';
import { recallIssue } from '../../modules/issues/recall-issue';
import { refuseIssue } from '../../modules/issues/refuse-issue';
import { reopenIssue } from '../../modules/issues/reopen-issue';
import { reportedWith, reportIssue } from '../../modules/issues/report-issue';
import { returnIssue } from '../../modules/issues/return-issue';
import { withdrawIssue } from '../../modules/issues/withdraw-issue';
import { clock } from '../../platform/clock';
import { drawnPicture } from '../pictures';
import { type Dice, diceOf } from './dice';
import type { PlanContext, PlannedCase } from './plan';
import { moved } from './spots';

/** Pictures are mostly taken on the spot; now and then one is from too far away, and the program says so. */
const NEAR_METRES = 15;
const FAR_METRES = 260;

/** One case being played. Each step is the real command, given by whoever is to give it. */
export class CasePlay {
  readonly key: string;
  private issue: Pick<IssueDetail, 'id' | 'pictures'> = { id: '', pictures: [] };
  private reportPictures: string[] = [];
  private readonly dice: Dice;
  private readonly desk: Actor;
  private readonly places: readonly string[];
  private count = 0;
  private sent = 0;
  private handled = 0;
  private neighbours: Actor[];

  constructor(
    private readonly planned: PlannedCase,
    private readonly context: PlanContext,
    n: number,
  ) {
    this.key = `demo-${String(n + 1).padStart(4, '0')}`;
    this.dice = diceOf(9000 + n);
    this.places = planned.spot.placeIds;
    this.desk = context.cast.dispatcherAt(this.places);
    const others = context.cast.residents.filter((resident) => resident !== planned.reporter);
    const start = Math.floor(this.dice.between(0, others.length));
    this.neighbours = [...others.slice(start), ...others.slice(0, start)];
  }

  get steps(): PlannedCase['steps'] {
    return this.planned.steps;
  }

  /** Lays the pictures of the report ready, or finds the report that was given before a first start was broken off. */
  async prepare(resumed: boolean): Promise<void> {
    const { planned, dice } = this;
    const { reporter, caller, part } = planned;
    const before = resumed ? await reportedWith(reporter, this.key) : null;
    if (before) this.issue = before;
    const wordless = Boolean(caller) || part.through === 'words' || part.stand === 'refused';
    if (before || wordless) return;
    this.reportPictures = await this.pictures(reporter, 'before', dice.chance(0.3) ? 2 : 1);
  }

  async report(): Promise<void> {
    if (this.issue.id) return;
    const { planned, dice } = this;
    const { story, reporter, caller, spot, part } = planned;
    const patrol = part.through === 'patrol';
    const { issue } = await reportIssue(reporter, {
      key: this.key,
      kind: story.kind,
      text: planned.text,
      groupCode: patrol || caller ? undefined : groupOf(this.context.catalogue, story.matter)?.code,
      matterCode: patrol || caller ? story.matter : undefined,
      pictureIds: this.reportPictures,
      place: spot.input,
      shareContact: dice.chance(0.5),
      source: caller
        ? dice.pick(['hotline_12319', 'hotline_12345'] as const)
        : patrol
          ? 'patrol'
          : dice.pick(['miniapp', 'miniapp', 'web'] as const),
      ...(caller && { caller }),
    });
    this.issue = issue;
  }

  /** The step of that name; what it says comes from the story and the phrases. */
  async step(command: IssueCommand): Promise<void> {
    const act = this.acts[command];
    if (!act) throw new TypeError(`the demonstration does not play ${command}`);
    try {
      await act(`${this.key}-${++this.count}`);
    } catch (error) {
      // Done before a first start was broken off; only the pictures were others.
      if (!(error instanceof AppError && error.code === 'KEY_REUSED')) throw error;
    }
  }

  private readonly acts: Partial<Record<IssueCommand, (key: string) => Promise<unknown>>> = {
    join: async (key) => {
      const neighbour = this.neighbours.shift();
      if (neighbour) await joinIssue(neighbour, this.issue.id, { key });
    },
    accept: (key) =>
      acceptIssue(this.desk, this.issue.id, {
        key,
        matterCode: this.planned.story.matter,
        publicText: this.dice.chance(0.08) ? null : this.planned.text,
        publicPictureIds: this.dice.chance(0.08) ? [] : this.issue.pictures.map(({ id }) => id),
      }),
    refuse: (key) => {
      const { reason = 'other', words = '' } = this.planned.refusal ?? {};
      return refuseIssue(this.desk, this.issue.id, { key, reason, words });
    },
    withdraw: (key) =>
      withdrawIssue(this.planned.reporter, this.issue.id, { key, words: this.phrase('withdraw') }),
    correct: (key) =>
      correctIssue(this.desk, this.issue.id, {
        key,
        publicText: this.planned.text,
        words: this.phrase('correct'),
      }),
    file: (key) =>
      fileIssue(this.desk, this.issue.id, { key, conditionCode: this.planned.condition?.code ?? '' }),
    dispatch: (key) =>
      dispatchIssue(this.desk, this.issue.id, {
        key,
        organisationId: this.unit(this.sent++).organisationId,
        words: this.planned.story.kind === 'problem' && this.dice.chance(0.3) ? this.phrase('dispatch') : '',
      }),
    return: (key) =>
      returnIssue(this.unit(this.sent - 1).officer, this.issue.id, {
        key,
        ...this.dice.pick(this.context.book.phrases.return),
      }),
    recall: (key) =>
      recallIssue(this.desk, this.issue.id, { key, ...this.dice.pick(this.context.book.phrases.recall) }),
    handle: (key) => this.handle(key),
    pass: async (key) => {
      const checker = this.context.cast.checkerAt(this.places);
      return passIssue(checker, this.issue.id, {
        key,
        standardMet: true,
        words: this.dice.chance(0.6) ? this.phrase('pass') : '',
        pictureIds: await this.pictures(checker, 'after', 1),
      });
    },
    fail: async (key) => {
      const checker = this.context.cast.checkerAt(this.places);
      return failIssue(checker, this.issue.id, {
        key,
        ...this.dice.pick(this.context.book.phrases.fail),
        pictureIds: await this.pictures(checker, 'before', 1),
      });
    },
    close: (key) => closeIssue(this.desk, this.issue.id, { key, result: this.planned.story.result }),
    rate: (key) => this.rate(key),
    reopen: (key) => reopenIssue(this.planned.reporter, this.issue.id, { key, words: this.phrase('reopen') }),
  };

  private phrase(
    of: 'withdraw' | 'correct' | 'dispatch' | 'pass' | 'again' | 'reopen' | 'praise' | 'blame',
  ): string {
    return this.dice.pick(this.context.book.phrases[of]);
  }

  /** The unit of the so manieth sending; one that gives it back was the wrong one. */
  private unit(sending: number): PlannedCase['unit'] {
    const { part, unit, wrongUnit } = this.planned;
    const astray = part.turns?.some((turn) => turn === 'return' || turn === 'recall');
    return astray && sending === 0 ? wrongUnit : unit;
  }

  private async handle(key: string): Promise<void> {
    const { officer } = this.unit(this.sent - 1);
    const again = this.handled++ > 0;
    await handleIssue(officer, this.issue.id, {
      key,
      words: again ? this.phrase('again') : this.planned.story.done,
      pictureIds: await this.pictures(officer, 'after', 1),
    });
  }

  private async rate(key: string): Promise<void> {
    const { dice, planned } = this;
    const next = planned.steps[this.count + 1]?.command;
    const solved = next !== 'reopen' && !(planned.part.rating === 'bad' && dice.chance(0.5));
    const bad = !solved || planned.part.rating === 'bad';
    await rateIssue(planned.reporter, this.issue.id, {
      key,
      solved,
      score: solved ? (bad ? 3 : dice.pick([5, 5, 5, 4, 4])) : dice.pick([1, 2]),
      words: bad ? this.phrase('blame') : this.phrase('praise'),
    });
  }

  private async pictures(owner: Actor, moment: 'before' | 'after', count: number): Promise<string[]> {
    const { scene } = this.planned.story;
    if (!scene) return [];
    const ids: string[] = [];
    for (let i = 0; i < count; i++) {
      const metres = moment === 'after' && this.dice.chance(0.05) ? FAR_METRES : NEAR_METRES;
      const point = moved(this.planned.spot.point, metres, this.dice);
      const which = this.planned.text.length + i;
      const picture = await drawnPicture(scene, moment, which, { point, takenAt: clock.now() });
      ids.push((await storePicture(owner.accountId, picture)).id);
    }
    return ids;
  }
}
