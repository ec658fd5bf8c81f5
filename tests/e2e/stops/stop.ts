import type { Page } from 'playwright-core';

/** A page in one of its states: who looks at it, where it is and what is pressed to get there. */
export interface Stop {
  name: string;
  /** A person of the demonstration; nobody is signed in when absent. */
  who?: string;
  path: string;
  /** Before the page is opened, e.g. to cut the network. */
  first?: (page: Page) => Promise<unknown>;
  reach?: (page: Page) => Promise<unknown>;
  /** What it asks for never comes. */
  waits?: true;
  /** Made for a wide window: it is examined there too. */
  wide?: true;
}

export const visible = (page: Page, selector: string) =>
  page.locator(selector).filter({ visible: true }).first();
export const press = (page: Page, name: string) => visible(page, `[data-name="${name}"]`).click();
export const tap = (page: Page, words: string) =>
  page.getByRole('button', { name: words }).filter({ visible: true }).first().click();
export const tab = (page: Page, words: string) =>
  page.getByRole('tab', { name: words }).filter({ visible: true }).first().click();
