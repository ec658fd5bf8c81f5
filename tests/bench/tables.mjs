// The figures as tables in Markdown.
const ms = (n) => (n < 10 ? Number(n).toFixed(1) : Math.round(n));
const percent = (part, whole) => `${Math.round((100 * part) / whole)} %`;
const times = (a, b) => `${(a / Math.max(b, 1)).toFixed(2)} ×`;
const row = (...cells) => `| ${cells.join(' | ')} |`;

export function tableOfSize({ cases, sizeMb, startedInMs, idleMb, peakMb, rows }) {
  const lines = [
    `### ${cases.toLocaleString('en')} cases`,
    `On disk ${sizeMb.toLocaleString('en')} MB (${((sizeMb * 1000) / cases).toFixed(1)} kB a case); ready after ${(startedInMs / 1000).toFixed(1)} s; memory ${idleMb} MB idle, ${peakMb} MB at most.`,
    '',
    row(
      'Request',
      'commands',
      'requests/s',
      'p50 ms',
      'p99 ms',
      'bare driver/s',
      'of it',
      'bare stack/s',
      'of it',
      'CPU ms',
      'stack’s CPU ms',
    ),
    row(...['---', ...Array(10).fill('--:')]),
  ];
  for (const { name, commands, ours, driver, stack } of rows) {
    lines.push(
      row(
        name + (ours.refused > 0.01 ? ` (${percent(ours.refused, 1)} told to narrow it down)` : ''),
        commands,
        Math.round(ours.perSecond),
        ours.p50,
        ours.p99,
        Math.round(driver.perSecond),
        percent(ours.perSecond, driver.perSecond),
        Math.round(stack.perSecond),
        percent(ours.perSecond, stack.perSecond),
        ms(ours.cpu),
        ms(stack.cpu),
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

export function tableOfSizes(small, large) {
  const lines = [
    `### ${large.cases.toLocaleString('en')} against ${small.cases.toLocaleString('en')}`,
    row('Request', 'p50 ms', 'p50 ms', 'ratio', 'p99 ms', 'p99 ms', 'ratio'),
    row(...['---', ...Array(6).fill('--:')]),
  ];
  for (const { name, ours } of large.rows) {
    const before = small.rows.find((each) => each.name === name)?.ours;
    if (before)
      lines.push(
        row(
          name,
          before.p50,
          ours.p50,
          times(ours.p50, before.p50),
          before.p99,
          ours.p99,
          times(ours.p99, before.p99),
        ),
      );
  }
  return `${lines.join('\n')}\n`;
}
