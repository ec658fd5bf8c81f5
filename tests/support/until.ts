const PATIENCE_MS = 30_000;

/**
 * Waits until it holds. For what a page can only say with a promise: Playwright's `waitForFunction` takes the promise
 * itself for a yes.
 */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const began = Date.now();
  while (!(await holds())) {
    if (Date.now() - began > PATIENCE_MS)
      throw new Error(`within ${PATIENCE_MS / 1000} s it did not happen: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
