/** WeChat says itself when it cannot fetch a package; see missing-page.h5.ts. */
export function watchMissingPages(): void {}
