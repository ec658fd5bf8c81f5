import type { PageName } from './navigate';

/** WeChat fetches pages ahead by `preloadRule` in app.config.ts; see pages-at-hand.h5.ts for the web. */
export function keepPagesAtHand(_names: readonly PageName[]): void {}
