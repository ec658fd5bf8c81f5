/** On a phone nobody reads a page's address. */
export function dropFromAddress(_name: string): void {}
