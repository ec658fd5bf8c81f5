// node scripts/draw-markers.mjs      draws the pins of WeChat's map: its markers are pictures in the package.
// One for each tone and sign a case can have (shared/src/issues/states.ts, miniapp/src/features/issues/pins.ts).
// Needs a font with Chinese signs (fonts-noto-cjk); what it draws is kept in the repository.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const folder = fileURLToPath(new URL('../miniapp/src/markers/', import.meta.url));

/** The light colours of miniapp/src/styles/tokens.scss. */
const colours = {
  neutral: '#0b5d5b',
  due: '#8a5300',
  late: '#b3261e',
  solved: '#1f6b35',
  refused: '#55605e',
};
const open = ['新', '受', '立', '办', '查', '结'];
const signs = {
  neutral: [...open, '撤', '并', '移'],
  due: open,
  late: open,
  solved: ['✓'],
  refused: ['×'],
};

const drop = 'M32 76 C32 76 58 48 58 30 A26 26 0 1 0 6 30 C6 48 32 76 32 76 Z';
const words = (sign) =>
  `<text x="32" y="41" font-family="Noto Sans CJK SC" font-weight="700" font-size="28" fill="#fff" text-anchor="middle">${sign}</text>`;
const inside = {
  '✓': '<path d="M20 31 L29 40 L45 22" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round"/>',
  '×': '<path d="M22 20 L42 40 M42 20 L22 40" fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round"/>',
};
const picked = '<circle cx="32" cy="30" r="10" fill="#fff"/>';

async function draw(name, colour, content) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="80" viewBox="0 0 64 80">
    <path d="${drop}" fill="${colour}" stroke="#fff" stroke-width="4"/>${content}</svg>`;
  const png = await sharp(Buffer.from(svg)).png({ palette: true, colours: 32, effort: 10 }).toBuffer();
  writeFileSync(`${folder}${name}.png`, png);
  return png.length;
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
let bytes = await draw('picked', colours.neutral, picked);
let many = 1;
for (const [tone, drawn] of Object.entries(signs)) {
  for (const sign of drawn) {
    // Named by code point: WeChat's packages take plain letters only.
    bytes += await draw(
      `${tone}-${sign.codePointAt(0).toString(16)}`,
      colours[tone],
      inside[sign] ?? words(sign),
    );
    many++;
  }
}
console.log(`${many} pins, ${(bytes / 1024).toFixed(1)} KB`);
