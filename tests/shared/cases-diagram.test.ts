import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawCases } from '../support/draw-cases';

const page = join(__dirname, '../../docs/cases-diagram.md');

it('docs/cases-diagram.md shows the rules as they are', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(page, drawCases());
  expect(readFileSync(page, 'utf8')).toBe(drawCases());
});
