/** At most this many a case: enough for a thousand characters of usual prose. */
const MOST_TOKENS = 400;
/** Telephone and identity numbers, however they are broken up: personal data is never searchable. */
const longNumber = /\d(?:[\s-]?\d){6,}/g;

function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Two neighbouring characters of every run of Chinese, and whole words or numbers of anything else. */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const [run] of text.matchAll(/\p{Script=Han}+|[a-z0-9]+/gu)) {
    const characters = [...run];
    if (/^[a-z0-9]/.test(run)) tokens.push(run.slice(0, 24));
    else for (let i = 0; i + 1 < characters.length; i++) tokens.push(`${characters[i]}${characters[i + 1]}`);
  }
  return tokens;
}

/** What a case is found by. Texts come in order of weight: the last ones are cut off first. */
export function issueTokens(texts: readonly (string | null | undefined)[]): string[] {
  const tokens = new Set<string>();
  for (const text of texts) {
    for (const token of tokensOf(normalise(text ?? '').replace(longNumber, ' '))) {
      if (tokens.size >= MOST_TOKENS) return [...tokens];
      tokens.add(token);
    }
  }
  return [...tokens];
}

/** The tokens of a typed question. Case numbers are looked up directly and never come here. */
export function queryTokens(q: string): string[] {
  return [...new Set(tokensOf(normalise(q)))].slice(0, 20);
}
