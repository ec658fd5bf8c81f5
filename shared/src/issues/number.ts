import { localDay } from '../time';

/** The number people read out on the phone: the local day and a counter within it, `20261123-00042`. */
export function formatIssueNumber(createdAt: Date, counter: number): string {
  if (!Number.isInteger(counter) || counter < 1) throw new RangeError('a case counter starts at 1');
  return `${localDay(createdAt).replaceAll('-', '')}-${String(counter).padStart(5, '0')}`;
}

/** Reads a typed case number, forgiving spaces, full-width digits and a missing or long dash; null when it is none. */
export function parseIssueNumber(text: string): { day: string; counter: number; number: string } | null {
  const found = /^(\d{4})(\d{2})(\d{2})-?(\d{5,})$/.exec(
    text
      .normalize('NFKC')
      .replace(/\s/g, '')
      .replace(/[‐-―−]/g, '-'),
  );
  if (!found) return null;
  const [, year, month, date, digits = ''] = found;
  const day = `${year}-${month}-${date}`;
  const counter = Number(digits);
  const real = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== day || counter < 1) return null;
  return { day, counter, number: `${year}${month}${date}-${String(counter).padStart(5, '0')}` };
}
