import { everHeldPost, postsStandingInFor } from '../posts/posts.queries';
import { type IssueEvent, IssueModel, type IssueRecord } from './issue.model';
import { toId } from './object-id';

const PAGE = 100;

/**
 * Takes somebody who has gone out of every case: as reporter, as one who joined, as who took a step, by number and by
 * name. The case stays, with its words and pictures, as the district's record. Done again it finds nothing more.
 */
export async function forgetInCases(accountId: string): Promise<void> {
  const id = toId(accountId);
  for (const filter of [{ followerIds: id }, { createdBy: id }]) {
    // Each one that is done is not found again; one that a command changed meanwhile is.
    for (;;) {
      const page = await IssueModel.find(filter).limit(PAGE).lean<IssueRecord[]>();
      for (const issue of page) await forgetIn(issue, { accountId, standIns: [] });
      if (page.length < PAGE) break;
    }
  }
  if (await everHeldPost(accountId)) {
    await forgetSteps({ accountId, standIns: await postsStandingInFor(accountId) });
  }
}

/** Somebody who has gone, and the posts of those who acted in their name. */
interface Person {
  accountId: string;
  standIns: readonly string[];
}

/** The steps of who worked on cases can be in any of them: all are looked through, by their key. */
async function forgetSteps(person: Person): Promise<void> {
  for (let after: IssueRecord['_id'] | null = null; ; ) {
    const page: IssueRecord[] = await IssueModel.find(after ? { _id: { $gt: after } } : {})
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean<IssueRecord[]>();
    for (const issue of page) if (namesIn(issue, person)) await forgetIn(issue, person);
    after = page.at(-1)?._id ?? null;
    if (page.length < PAGE) return;
  }
}

const isBy = ({ by }: IssueEvent, { accountId }: Person) => String(by.accountId) === accountId;
const isFor = ({ by }: IssueEvent, { standIns }: Person) => Boolean(by.post && standIns.includes(by.post.id));

function namesIn({ timeline, handledBy }: IssueRecord, person: Person): boolean {
  return (
    String(handledBy) === person.accountId ||
    timeline.some((event) => isBy(event, person) || isFor(event, person))
  );
}

/** Not a command: the version stays, and a command that comes in between sends it round again. */
async function forgetIn(found: IssueRecord, person: Person): Promise<void> {
  for (let issue: IssueRecord | null = found; issue; ) {
    const { _id, version }: IssueRecord = issue;
    const change = without(issue, person);
    const written = await IssueModel.updateOne({ _id, version }, { $set: change });
    if (written.matchedCount > 0) return;
    issue = await IssueModel.findById(_id).lean<IssueRecord>();
  }
}

function without(issue: IssueRecord, person: Person): Partial<IssueRecord> {
  const theirs = (id: unknown) => String(id) === person.accountId;
  const reported = theirs(issue.reporterId);
  return {
    reporterId: reported ? null : issue.reporterId,
    shareContact: reported ? false : issue.shareContact,
    // Unique together with the key of its making: the case itself stands in.
    createdBy: theirs(issue.createdBy) ? issue._id : issue.createdBy,
    followerIds: issue.followerIds.filter((id) => !theirs(id)),
    handledBy: theirs(issue.handledBy) ? null : issue.handledBy,
    timeline: issue.timeline.map((event) => eventWithout(event, person)),
  };
}

function eventWithout(event: IssueEvent, person: Person): IssueEvent {
  const by = isBy(event, person) ? { ...event.by, accountId: null, name: null } : event.by;
  return isFor(event, person) && by.post
    ? { ...event, by: { ...by, post: { ...by.post, actingFor: '（已注销）' } } }
    : { ...event, by };
}
