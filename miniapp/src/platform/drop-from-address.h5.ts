/** Takes out of the page's address what counted only once, so that whoever loads or copies it does not see it again. */
export function dropFromAddress(name: string): void {
  const query = new URLSearchParams(location.search);
  if (!query.has(name)) return;
  query.delete(name);
  const rest = query.toString();
  // The router keeps its own marks in the state of the entry.
  history.replaceState(history.state, '', `${location.pathname}${rest ? `?${rest}` : ''}`);
}
