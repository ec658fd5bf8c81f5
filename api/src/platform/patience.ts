/** Waits for something to be done, so long at most; says whether it was. What is not goes on by itself. */
export async function cameWithin(ms: number, done: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([done.then(() => true), patience]);
  } finally {
    clearTimeout(timer);
  }
}
