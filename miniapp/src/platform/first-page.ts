/** The mini-app's pages are on the phone already: they need no picture of themselves. */
export function leaveFirstPage(): void {}

export function expectAtFirst(_what: 'jobs' | 'work'): void {}
