// Writes shared/src/standards/data/calendar.json: public holidays and make-up working days as data.
// Run once a year, after the State Council has announced the next one: node scripts/make-calendar.mjs 2024 2027
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const source = require.resolve('chinese-days/dist/chinese-days.json');
const { version } = JSON.parse(
  readFileSync(new URL('../node_modules/chinese-days/package.json', import.meta.url), 'utf8'),
);
const days = JSON.parse(readFileSync(source, 'utf8'));
const [first = 2024, last = 2026] = process.argv.slice(2).map(Number);

/** The days of one year with their Chinese name; entries read "National Day,国庆节,3". */
const daysOf = (table, year) =>
  Object.fromEntries(
    Object.entries(table)
      .filter(([day]) => day.startsWith(`${year}-`))
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([day, names]) => [day, names.split(',')[1]]),
  );

const years = {};
for (let year = first; year <= last; year++) {
  const daysOff = daysOf(days.holidays, year);
  if (Object.keys(daysOff).length === 0)
    throw new Error(`${year} is not announced in chinese-days ${version}`);
  years[year] = { daysOff, makeUpDays: daysOf(days.workdays, year) };
}
const calendar = {
  version: `${first}-${last}`,
  source: `国务院办公厅节假日安排，经 chinese-days ${version} 整理`,
  years,
};
writeFileSync(
  new URL('../shared/src/standards/data/calendar.json', import.meta.url),
  `${JSON.stringify(calendar, null, 2)}\n`,
);
