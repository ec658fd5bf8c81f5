import { dueAt } from '@gongzhi/shared/issues/clocks';
import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import type { Calendar } from '@gongzhi/shared/standards/calendar';
import type { Catalogue } from '@gongzhi/shared/standards/catalogue';
import { groupOf } from '@gongzhi/shared/standards/catalogue';
import { defaultWorkingHours } from '@gongzhi/shared/standards/working-hours';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@gongzhi/shared/time';
import type { Actor } from '../http/actor';
import { storePicture } from '../modules/files/upload-picture';
import { acceptIssue } from '../modules/issues/accept-issue';
import { closeIssue } from '../modules/issues/close-issue';
import { dispatchIssue } from '../modules/issues/dispatch-issue';
import { failIssue } from '../modules/issues/fail-issue';
import { fileIssue } from '../modules/issues/file-issue';
import { handleIssue } from '../modules/issues/handle-issue';
import { joinIssue } from '../modules/issues/join-issue';
import { passIssue } from '../modules/issues/pass-issue';
import { rateIssue } from '../modules/issues/rate-issue';
import { refuseIssue } from '../modules/issues/refuse-issue';
import { reopenIssue } from '../modules/issues/reopen-issue';
import { reportIssue } from '../modules/issues/report-issue';
import { returnIssue } from '../modules/issues/return-issue';
import { withdrawIssue } from '../modules/issues/withdraw-issue';
import { findOrganisationByCode, organisationsForLine } from '../modules/organisations/organisations.queries';
import { placeById, placeIdsAt } from '../modules/places/place-index';
import { clock } from '../platform/clock';
import type { Cast } from './cast';
import { drawnPicture } from './pictures';
import type { PlannedCase } from './plan-cases';
import { praise, refusals, remarks, returns, unsolved } from './words';

export interface World {
  cast: Cast;
  catalogue: Catalogue;
  calendar: Calendar;
}

/** One case from its report on. It yields the moment of its next step and is called again when that has come. */
export class CaseLife {
  private issue!: IssueDetail;
  private commands = 0;
  private reporter!: Actor;

  constructor(
    private readonly plan: PlannedCase,
    private readonly world: World,
  ) {}

  async *live(): AsyncGenerator<Date, void> {
    const { plan } = this;
    yield plan.reportedAt;
    await this.report();
    if (this.waits()) return;
    if (plan.fate === 'withdrawn' && plan.door === 'resident') {
      yield this.after(25);
      const body = { key: this.key(), words: '已经有人处理了，不用了' };
      await withdrawIssue(this.reporter, this.issue.id, body);
      return;
    }
    yield this.office(4, 95);
    if (plan.fate === 'refused') return this.refuse();
    await this.accept();
    yield* this.neighboursJoin();
    if (this.waits()) return;
    if (plan.situation.kind === 'suggestion') return yield* this.answer();
    yield this.office(2, 40);
    await this.file();
    if (this.waits()) return;
    yield* this.putRight(1);
    if (this.waits() || this.issue.state !== 'closed') return;
    yield* this.judge();
  }

  private waits(): boolean {
    return this.issue.state === this.plan.staysIn;
  }

  private key(): string {
    this.commands++;
    return `demo-${String(this.plan.n).padStart(4, '0')}-${this.commands}`;
  }

  private after(minutes: number): Date {
    return new Date(clock.now().getTime() + minutes * MINUTE_MS);
  }

  /** Some minutes of office hours on, now and then more than a desk should need. Duty for what waits now. */
  private office(from: number, to: number): Date {
    const { chance, staysIn } = this.plan;
    if (staysIn) return this.after(chance.number(2, 12));
    const minutes = chance.yes(0.08) ? chance.number(to * 2, to * 4) : chance.number(from, to);
    // Quarters of an hour, which add up exactly, less a few minutes so that it does not look like it.
    const limit = { amount: Math.ceil(minutes / 15) / 4, unit: 'work_hours' as const };
    const { calendar } = this.world;
    const { due } = dueAt({ from: clock.now(), limit, calendar, hours: defaultWorkingHours });
    return new Date(
      Math.max(due.getTime() - chance.number(0, 10) * MINUTE_MS, clock.now().getTime() + MINUTE_MS),
    );
  }

  private async pictures(owner: Actor, moment: 'before' | 'after', count: number): Promise<string[]> {
    const { scene } = this.plan.situation;
    if (scene === 'none') return [];
    const { chance, point, n } = this.plan;
    const ids: string[] = [];
    for (let i = 0; i < count; i++) {
      // Once in a while a picture was taken too far away, which the program points out.
      const off = moment === 'after' && chance.yes(0.04) ? 0.003 : 0.0002;
      const taken = {
        point: [point[0] + chance.number(-off, off), point[1] + off / 2] as [number, number],
        takenAt: clock.now(),
      };
      const stored = await storePicture(owner.accountId, await drawnPicture(scene, moment, n + i, taken));
      ids.push(stored.id);
    }
    return ids;
  }

  private async report(): Promise<void> {
    const { cast, catalogue } = this.world;
    const { plan } = this;
    const { situation, chance, door, point, text } = plan;
    const places = placeIdsAt(point);
    this.reporter =
      door === 'hotline'
        ? await cast.dispatcher(chance)
        : door === 'patrol'
          ? await cast.patrolAt(places, chance)
          : await cast.resident(chance);
    const pictureIds =
      door === 'hotline' ? [] : await this.pictures(this.reporter, 'before', chance.yes(0.25) ? 2 : 1);
    const caller = {
      name: chance.pick(['张先生', '李女士', '王大爷', '陈阿姨', '刘先生', '周女士']),
      phone: `0519-0000${String(1000 + plan.n).slice(-4)}`,
    };
    const { issue } = await reportIssue(this.reporter, {
      key: this.key(),
      kind: situation.kind,
      text,
      groupCode: groupOf(catalogue, situation.matter)?.code,
      ...(door === 'resident' ? {} : { matterCode: situation.matter }),
      pictureIds,
      place: { point, origin: door === 'hotline' ? 'pin' : 'gps', address: '' },
      shareContact: chance.yes(0.5),
      source:
        door === 'hotline'
          ? chance.pick(['hotline_12319', 'hotline_12345'] as const)
          : door === 'patrol'
            ? 'patrol'
            : chance.pick(['miniapp', 'miniapp', 'web'] as const),
      ...(door === 'hotline' ? { caller } : {}),
    });
    this.issue = issue;
  }

  private async refuse(): Promise<void> {
    const { reason, words } = this.plan.chance.pick(refusals);
    const desk = await this.world.cast.dispatcher(this.plan.chance);
    await refuseIssue(desk, this.issue.id, { key: this.key(), reason, words });
  }

  private async accept(): Promise<void> {
    const { chance, situation, text } = this.plan;
    const desk = await this.world.cast.dispatcher(chance);
    ({ issue: this.issue } = await acceptIssue(desk, this.issue.id, {
      key: this.key(),
      matterCode: situation.matter,
      publicText: text,
      publicPictureIds: this.issue.pictures.map(({ id }) => id),
    }));
  }

  private async *neighboursJoin(): AsyncGenerator<Date, void> {
    const { chance, door } = this.plan;
    if (door === 'patrol' || !chance.yes(0.3)) return;
    const joined = new Set([this.reporter.accountId]);
    for (let i = 0; i < chance.number(1, 4); i++) {
      const neighbour = await this.world.cast.resident(chance);
      if (joined.has(neighbour.accountId)) continue;
      joined.add(neighbour.accountId);
      yield this.after(chance.number(1, 4));
      await joinIssue(neighbour, this.issue.id, { key: this.key() });
    }
  }

  private async file(): Promise<void> {
    const desk = await this.world.cast.dispatcher(this.plan.chance);
    const { condition } = this.plan.situation;
    ({ issue: this.issue } = await fileIssue(desk, this.issue.id, {
      key: this.key(),
      conditionCode: condition,
    }));
  }

  /** Who gets it: the unit of its line for the narrowest place; the town where there is none. */
  private async unitFor(line: string | undefined, place: number): Promise<string> {
    const placeIds = this.issue.places.map(({ id }) => id);
    const units = line ? await organisationsForLine(line, placeIds) : [];
    const towns = await organisationsForLine('town', placeIds);
    const chosen = [...units, ...towns][place] ?? towns[0] ?? (await findOrganisationByCode('CENTRE'));
    return chosen?.id ?? '';
  }

  private async dispatch(place: number): Promise<Actor> {
    const { chance, situation } = this.plan;
    const desk = await this.world.cast.dispatcher(chance);
    const line =
      situation.kind === 'suggestion'
        ? groupOf(this.world.catalogue, situation.matter)?.unitKind
        : this.world.catalogue.conditions.find(({ code }) => code === situation.condition)?.unitKind;
    const organisationId = await this.unitFor(line, place);
    ({ issue: this.issue } = await dispatchIssue(desk, this.issue.id, {
      key: this.key(),
      organisationId,
      words: chance.yes(0.3) ? chance.pick(remarks.dispatch) : '',
    }));
    const officer = await this.world.cast.officerOf(organisationId, chance);
    if (!officer) throw new Error(`nobody handles for ${organisationId}`);
    return officer;
  }

  /** The moment a unit is done: mostly in time, sometimes late. */
  private doneBy(): Date {
    const { chance, staysIn } = this.plan;
    const now = clock.now().getTime();
    const due = this.issue.due ? Date.parse(this.issue.due.at) : now + DAY_MS;
    if (staysIn) return this.after(chance.number(15, 90));
    if (chance.yes(0.12)) return new Date(due + chance.number(0.5, 20) * HOUR_MS);
    return new Date(now + (due - now) * chance.number(0.2, 0.92));
  }

  private async *putRight(round: number): AsyncGenerator<Date, void> {
    const { chance, fate } = this.plan;
    yield this.office(3, 60);
    let officer = await this.dispatch(0);
    if (this.waits()) return;
    if (fate === 'returned' && round === 1) {
      yield this.after(chance.number(20, 90));
      await returnIssue(officer, this.issue.id, { key: this.key(), ...chance.pick(returns) });
      yield this.office(5, 60);
      officer = await this.dispatch(1);
    }
    yield* this.handleAndCheck(officer, fate === 'failed' && round === 1);
    if (this.issue.state !== 'verified' || this.waits()) return;
    yield this.office(6, 100);
    await this.close(this.plan.situation.result);
  }

  private async *handleAndCheck(officer: Actor, fails: boolean): AsyncGenerator<Date, void> {
    const { chance, situation } = this.plan;
    yield this.doneBy();
    await this.handle(officer, situation.done);
    if (this.waits()) return;
    const placeIds = this.issue.places.map(({ id }) => id).filter((id) => placeById(id));
    const checker = await this.world.cast.checkerFor(placeIds, officer.accountId, chance);
    yield this.office(15, 200);
    if (fails) {
      await this.fail(checker);
      yield this.after(chance.number(60, 300));
      await this.handle(officer, `${situation.done}（返工）`);
      yield this.office(15, 150);
    }
    ({ issue: this.issue } = await passIssue(checker, this.issue.id, {
      key: this.key(),
      standardMet: true,
      words: chance.yes(0.4) ? chance.pick(remarks.pass) : '',
      pictureIds: await this.pictures(checker, 'after', 1),
    }));
  }

  private async handle(officer: Actor, words: string): Promise<void> {
    const pictureIds = await this.pictures(officer, 'after', 1);
    ({ issue: this.issue } = await handleIssue(officer, this.issue.id, {
      key: this.key(),
      words,
      pictureIds,
    }));
  }

  private async fail(checker: Actor): Promise<void> {
    ({ issue: this.issue } = await failIssue(checker, this.issue.id, {
      key: this.key(),
      reason: 'partly_done',
      words: this.plan.chance.pick(remarks.fail),
      pictureIds: await this.pictures(checker, 'before', 1),
    }));
  }

  private async close(result: string): Promise<void> {
    const desk = await this.world.cast.dispatcher(this.plan.chance);
    ({ issue: this.issue } = await closeIssue(desk, this.issue.id, { key: this.key(), result }));
  }

  private async *answer(): AsyncGenerator<Date, void> {
    const { situation } = this.plan;
    yield this.office(10, 110);
    const officer = await this.dispatch(0);
    yield this.doneBy();
    await this.handle(officer, situation.done);
    yield this.office(10, 200);
    await this.close(situation.result);
    yield* this.judge();
  }

  /** The reporter says whether it is solved; who is not content gets it done again. */
  private async *judge(): AsyncGenerator<Date, void> {
    const { chance, door, fate, situation } = this.plan;
    if (door !== 'resident') return;
    const again = fate === 'reopened' && situation.kind === 'problem';
    if (!again && !chance.yes(0.68)) return;
    yield this.after(chance.number(40, 60 * 50));
    if (!again) return this.rate(true);
    await this.rate(false);
    yield this.after(3);
    const body = { key: this.key(), words: chance.pick(unsolved) };
    ({ issue: this.issue } = await reopenIssue(this.reporter, this.issue.id, body));
    yield* this.putRight(2);
    if (this.issue.state !== 'closed') return;
    yield this.after(chance.number(60, 600));
    await this.rate(true);
  }

  private async rate(solved: boolean): Promise<void> {
    const { chance } = this.plan;
    const score = solved ? chance.pick([5, 5, 5, 4, 4, 3]) : chance.pick([1, 2]);
    const words = solved ? (chance.yes(0.5) ? chance.pick(praise) : '') : chance.pick(unsolved);
    await rateIssue(this.reporter, this.issue.id, { key: this.key(), solved, score, words });
  }
}
