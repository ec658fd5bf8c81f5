import { readFileSync } from 'node:fs';
import path from 'node:path';

const tokens = readFileSync(path.join(__dirname, '../../miniapp/src/styles/tokens.scss'), 'utf8');

/** The colours of one mode, by the names pages use. */
function coloursOf(mode: 'light' | 'dark'): Map<string, string> {
  const block = new RegExp(`@mixin ${mode} \\{([^}]*)\\}`).exec(tokens)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [`${name}`, `${hex}`]),
  );
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** As WCAG counts it: 1 for the same colour, 21 for black on white. */
function contrast(one: string, other: string): number {
  const [dark = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

/** What is written on what. */
const written: readonly [ink: string, on: string][] = [
  ...['ground', 'surface', 'surface-sunk'].flatMap((ground): [string, string][] =>
    ['ink', 'ink-soft', 'ink-faint', 'action', 'late', 'due', 'solved'].map((ink) => [ink, ground]),
  ),
  ['on-action', 'action'],
  ['on-action', 'action-strong'],
  ['action', 'action-soft'],
  ['action-strong', 'action-soft'],
  ['ink', 'action-soft'],
  ['ink-soft', 'action-soft'],
  ['due', 'due-soft'],
  ['late', 'late-soft'],
  ['solved', 'solved-soft'],
  ['ink', 'solved-soft'],
  ['ink-soft', 'neutral-soft'],
  ['ink', 'neutral-soft'],
  ['on-late', 'late'],
  ['on-rail', 'rail'],
  ['on-rail-soft', 'rail'],
  ...['action', 'due', 'late', 'solved', 'ink-faint'].map((pin): [string, string] => ['on-pin', pin]),
  ['ink-soft', 'map-inside'],
  ['ink-faint', 'map-inside'],
  ['ground', 'ink'],
];

/** What must only be seen: edges of fields, marks, bars. */
const seen: readonly [mark: string, on: string][] = [
  ['edge', 'surface'],
  ['edge', 'ground'],
  ['action', 'line'],
  ['action', 'surface-sunk'],
];

describe.each(['light', 'dark'] as const)('in %s mode', (mode) => {
  const colours = coloursOf(mode);
  const colour = (name: string) => {
    const hex = colours.get(name);
    if (!hex) throw new Error(`there is no colour --${name} in ${mode} mode`);
    return hex;
  };

  test.each(written)('%s on %s can be read', (ink, on) => {
    expect(contrast(colour(ink), colour(on))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(seen)('%s on %s can be seen', (mark, on) => {
    expect(contrast(colour(mark), colour(on))).toBeGreaterThanOrEqual(3);
  });
});

test('both modes give the same names a colour', () => {
  expect([...coloursOf('dark').keys()]).toEqual([...coloursOf('light').keys()]);
});

test('the contrast of known pairs is as published', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});
