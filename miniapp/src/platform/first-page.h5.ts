import { forget, recall, remember } from './storage';

/** The first page stands in index.html as it looks before anything is known, with links for what most people come for. */
const ID = 'first-page';

/** Takes it away once the page drawn by the scripts is on the screen. */
export function leaveFirstPage(): void {
  const first = document.getElementById(ID);
  if (!first) return;
  // What is drawn now is seen in the next frame.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const next = counterpartOf(document.activeElement, first);
      first.remove();
      next?.focus({ preventScroll: true });
    }),
  );
}

/** What stands on the page drawn by the scripts where the keyboard is on this one. */
function counterpartOf(element: Element | null, first: HTMLElement): HTMLElement | null {
  if (!element || !first.contains(element)) return null;
  const alike = element.classList.contains('home__job') ? '.home__job' : '.tab-bar__tab';
  const at = Array.from(first.querySelectorAll(alike)).indexOf(element);
  return document.querySelectorAll<HTMLElement>(`#app ${alike}`)[at] ?? null;
}

/** Who works here finds the work first on the first page: there is nothing to show of it before it is known. */
export function expectAtFirst(what: 'jobs' | 'work'): void {
  if (recall(ID) === (what === 'work' ? what : null)) return;
  if (what === 'work') remember(ID, what);
  else forget(ID);
}
