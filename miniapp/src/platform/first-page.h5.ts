import { forget, recall, remember } from './storage';

/** The first page stands in index.html as it looks before anything is known, with links for what most people come for. */
const ID = 'first-page';

/** Takes it away once the page drawn by the scripts is on the screen. */
export function leaveFirstPage(): void {
  const first = document.getElementById(ID);
  if (!first) return;
  // What is drawn now is seen in the next frame.
  requestAnimationFrame(() => requestAnimationFrame(() => first.remove()));
}

/** Who works here finds the work first on the first page: there is nothing to show of it before it is known. */
export function expectAtFirst(what: 'jobs' | 'work'): void {
  if (recall(ID) === (what === 'work' ? what : null)) return;
  if (what === 'work') remember(ID, what);
  else forget(ID);
}
