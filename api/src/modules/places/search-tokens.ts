const MOST_PREFIX = 8;

const normalise = (text: string) => text.normalize('NFKC').toLowerCase();

/** Two neighbouring characters of every run of Chinese, single ones where a run has no more. */
function bigrams(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(0, -1).map((character, i) => `${character}${characters[i + 1]}`);
}

function textTokens(text: string): string[] {
  return [...normalise(text).matchAll(/\p{Script=Han}+|[a-z0-9]+/gu)].flatMap(([run]) =>
    /^[a-z0-9]/.test(run) ? [run.slice(0, 24)] : bigrams(run),
  );
}

/** What an object is found by: its name, texts that say where it is, and the beginnings of the name's initials. */
export function placeTokens(name: string, initials: string, texts: readonly string[]): string[] {
  const tokens = new Set([name, ...texts].flatMap(textTokens));
  for (let length = 2; length <= Math.min(MOST_PREFIX, initials.length); length++) {
    tokens.add(initials.slice(0, length));
  }
  return [...tokens].slice(0, 80);
}

export const questionTokens = (q: string): string[] =>
  [
    ...new Set(textTokens(q).map((token) => (/^[a-z]/.test(token) ? token.slice(0, MOST_PREFIX) : token))),
  ].slice(0, 10);
