/** So many codes of a circle are named; a file may hold one of thousands. */
const MOST_NAMED = 6;

/**
 * Every code that comes back to itself on the way from parent to parent, with that way: from the code to itself,
 * shortened by … where it is long. Each code is visited once, however long the chains are.
 */
export function parentCircles(parentOf: ReadonlyMap<string, string | null>): Map<string, string[]> {
  const circles = new Map<string, string[]>();
  const visitedFrom = new Map<string, string>();
  for (const start of parentOf.keys()) {
    const way: string[] = [];
    let at: string | null = start;
    while (at && !visitedFrom.has(at)) {
      visitedFrom.set(at, start);
      way.push(at);
      at = parentOf.get(at) ?? null;
    }
    if (!at || visitedFrom.get(at) !== start) continue;
    const circle = way.slice(way.indexOf(at));
    circle.forEach((code, i) => {
      circles.set(code, [...named(circle, i), code]);
    });
  }
  return circles;
}

/** The circle from its `i`th code on. */
function named(circle: readonly string[], i: number): string[] {
  const turned = Array.from(
    { length: Math.min(circle.length, MOST_NAMED) },
    (_, step) => circle[(i + step) % circle.length] as string,
  );
  return circle.length > MOST_NAMED ? [...turned, '…'] : turned;
}
