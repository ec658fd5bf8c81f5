// Fills in the pinyin initials of every matter of a catalogue file, so that no pinyin library ships with the app:
// node scripts/add-initials.mjs [shared/src/standards/data/catalogue.gbt47678-5-2026.json]
import { readFileSync, writeFileSync } from 'node:fs';
import { customPinyin, pinyin } from 'pinyin-pro';

const file = process.argv[2] ?? 'shared/src/standards/data/catalogue.gbt47678-5-2026.json';

// Words whose characters are read differently here than in most other words.
customPinyin({ 燃气调压站: 'rán qì tiáo yā zhàn', 调压箱: 'tiáo yā xiāng', 地砖: 'dì zhuān' });

/** "路灯" → "ld"; letters and digits stay, everything else is left out. */
const initialsOf = (text) =>
  pinyin(text.normalize('NFKC'), { pattern: 'first', toneType: 'none', type: 'array' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** One line an entry: a change of one matter is a change of one line. */
function layOut(value) {
  const lines = Object.entries(value).map(([key, part]) => {
    if (!Array.isArray(part)) return `  ${JSON.stringify(key)}: ${JSON.stringify(part)}`;
    return `  ${JSON.stringify(key)}: [\n${part.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

const catalogue = JSON.parse(readFileSync(file, 'utf8'));
for (const matter of catalogue.matters) {
  matter.initials = [...new Set([matter.name, ...(matter.plain ?? [])].map(initialsOf))];
}
writeFileSync(file, layOut(catalogue));
