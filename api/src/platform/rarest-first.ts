export interface Counted {
  token: string;
  count: number;
}

/** A word in so few records is rare enough: the others need not be counted any further. */
const RARE = 1000;

/**
 * The words of a question with the number of records that have them, the rarest first, none counted beyond `most`.
 * Common words are counted to their end only when no rare one leads the way: counting costs as much as it counts.
 */
export async function rarestFirst(
  tokens: readonly string[],
  count: (token: string, most: number) => Promise<number>,
  most: number,
): Promise<Counted[]> {
  const upTo = async (end: number) => {
    const counted = await Promise.all(
      tokens.map(async (token) => ({ token, count: await count(token, end) })),
    );
    return counted.sort((a, b) => a.count - b.count);
  };
  const counted = await upTo(Math.min(RARE, most) + 1);
  const rarest = counted[0]?.count ?? 0;
  return rarest > RARE && most > RARE ? upTo(most + 1) : counted;
}
