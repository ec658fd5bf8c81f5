import { stateLabel } from '@gongzhi/shared/issues/labels';
import { type IssueKind, issueCommands, type Relation, ruleFor } from '@gongzhi/shared/issues/rules';
import { stepNames } from '@gongzhi/shared/issues/schema';
import { type IssueState, issueStates, stateFacts } from '@gongzhi/shared/issues/states';

const relationNames: Record<Relation, string> = {
  account: '任何人',
  reporter: '上报人',
  dispatcher: '派遣员',
  unit: '处置单位',
  grid: '网格员',
  chief: '街巷长',
  bureau: '城管局',
  administrator: '系统管理员',
  system: '系统',
};

/** A mermaid state diagram of one kind of case. Commands that leave the state as it is are in the table below it. */
function diagram(kind: IssueKind): string {
  const reached = new Set<IssueState>();
  const arrows: string[] = [];
  for (const command of issueCommands) {
    const rule = ruleFor(command, kind);
    if (!rule || rule.to === 'same') continue;
    for (const from of rule.from) {
      arrows.push(`  ${from ?? '[*]'} --> ${rule.to}: ${rule.label}`);
      if (from) reached.add(from);
      reached.add(rule.to);
    }
  }
  const states = issueStates.filter((state) => reached.has(state));
  const ends = states
    .filter((state) => stateFacts[state].group !== 'open')
    .map((state) => `  ${state} --> [*]`);
  const names = states.map((state) => `  state "${stateLabel(state, kind)}" as ${state}`);
  return ['```mermaid', 'stateDiagram-v2', ...names, ...arrows, ...ends, '```'].join('\n');
}

function table(): string {
  const rows = issueCommands.map((command) => {
    const rule = ruleFor(command);
    if (!rule) throw new TypeError(`${command} is no step of any case`);
    const from = rule.from.map((state) => (state ? stateFacts[state].label : '–')).join('、');
    const to = rule.to === 'same' ? '不变' : stateFacts[rule.to].label;
    const who = rule.who.map((relation) => relationNames[relation]).join('、');
    return `| \`${command}\` ${rule.label} | ${from} | ${to} | ${who} | ${rule.brings.join(', ') || '–'} |`;
  });
  return ['| command | from | to | who | must bring |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** The whole page of docs/cases-diagram.md. */
export function drawCases(): string {
  return `# The life of a case, drawn from the rules

This page is made from \`shared/src/issues/rules.ts\`; a test fails when the two differ. To draw it again:
\`UPDATE_DOCS=1 npx jest -c tests/jest.config.mjs tests/shared/cases-diagram.test.ts\`.

## A problem

${diagram('problem')}

## A suggestion

It is answered, not filed and checked on site.

${diagram('suggestion')}

## Every command on a problem

A check (核查) belongs to the grid worker of the cell, else to the street's chief, else to the dispatcher, and never to
who handled it. Rating and reopening are open for 15 days after closing, once each.

${table()}

Steps with a time limit: ${stepNames.join(', ')}.
`;
}
