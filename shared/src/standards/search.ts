import type { Catalogue, Matter } from './catalogue';

/** Half-width, lower case, single spaces: how queries are compared. */
function foldQuery(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The same without any spaces: how entries are compared. */
function fold(text: string): string {
  return foldQuery(text).replaceAll(' ', '');
}

/** The object a component matter is about: 路灯异常 is what somebody means who types 路灯. */
function stem(matter: Matter): string {
  return fold(matter.component ? matter.name.replace(/异常$/, '') : matter.name);
}

function scoreWords(words: readonly string[], term: string, weight: number): number {
  let best = 0;
  for (const word of words) {
    if (word === term) best = Math.max(best, weight);
    else if (word.startsWith(term)) best = Math.max(best, weight - 10);
    else if (word.includes(term)) best = Math.max(best, weight - 25);
    // A whole sentence that mentions it; the longer the mention, the surer.
    else if (word.length > 0 && term.includes(word))
      best = Math.max(best, weight - 50 + Math.min(word.length, 9));
  }
  return best;
}

function scoreTerm(matter: Matter, term: string): number {
  if (/^[\d-]+$/.test(term)) {
    if (matter.code === term || matter.legacyCode === term) return 120;
    return matter.code.startsWith(term) ? 110 : 0;
  }
  const plain = (matter.plain ?? []).map(fold);
  const named = Math.max(
    scoreWords([stem(matter), fold(matter.name)], term, 100),
    scoreWords(plain, term, 95),
  );
  if (named > 0 || !/^[a-z0-9]{2,}$/.test(term)) return named;
  if (matter.initials.includes(term)) return 45;
  if (matter.initials.some((initials) => initials.startsWith(term))) return 35;
  return matter.initials.some((initials) => initials.includes(term)) ? 20 : 0;
}

/** How well a query fits: as one piece without its spaces, or by its weakest word. 0 is not at all. */
function score(matter: Matter, query: string): number {
  const terms = query.split(' ');
  const weakest = Math.min(...terms.map((term) => scoreTerm(matter, term)));
  return terms.length === 1 ? weakest : Math.max(weakest, scoreTerm(matter, terms.join('')));
}

/**
 * Matters that fit what somebody typed, best first: by code, name, plain words or pinyin initials. A sentence works
 * too (「小区门口垃圾没人收」). Among equals those with filing conditions, then named problems come first; a code
 * lists by code.
 */
export function searchMatters(catalogue: Catalogue, query: string, most = 20): Matter[] {
  const folded = foldQuery(query);
  if (!folded) return [];
  const byCode = /^[\d-]+$/.test(folded);
  const common = new Set(byCode ? [] : catalogue.conditions.map((condition) => condition.matterCode));
  return catalogue.matters
    .map((matter) => ({ matter, score: score(matter, folded) }))
    .filter((hit) => hit.score > 0)
    .sort(
      (a, b) =>
        b.score - a.score ||
        Number(common.has(b.matter.code)) - Number(common.has(a.matter.code)) ||
        Number(a.matter.component) - Number(b.matter.component) ||
        a.matter.code.localeCompare(b.matter.code),
    )
    .slice(0, most)
    .map((hit) => hit.matter);
}
