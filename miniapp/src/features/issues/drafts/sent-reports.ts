import { keptRecords } from '../../../platform/kept-records';

const KEPT_FOR_MS = 7 * 24 * 60 * 60_000;

/** A report that waited and has been sent: told until somebody looked, or for a week. */
export interface SentReport {
  /** Of the draft it was. */
  id: string;
  owner: string;
  issueId: string;
  number: string;
  title: string;
  changedAt: number;
}

export const sentReports = keptRecords<SentReport>('sent-report', (stored) => stored);

export function forgetOldSentReports(now: number): void {
  for (const { id, changedAt } of sentReports.all())
    if (now - changedAt > KEPT_FOR_MS) sentReports.remove(id);
}
