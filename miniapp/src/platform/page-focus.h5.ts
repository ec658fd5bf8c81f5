import { useDidHide, useDidShow } from '@tarojs/taro';
import { type RefObject, useRef } from 'react';

/** The page the browser opened starts at its top, as every web page does; only going on from there moves the focus. */
let opened = false;

/** Taro's elements take no focus until they are all set up; who was faster and types already keeps it. */
function focusSoon(page: HTMLElement, element: HTMLElement | null, tries = 60): void {
  if (!element || isTypingIn(page)) return;
  element.focus({ preventScroll: true });
  if (document.activeElement === element || tries === 0) return;
  requestAnimationFrame(() => focusSoon(page, element, tries - 1));
}

function isTypingIn(page: HTMLElement): boolean {
  const at = document.activeElement;
  return at !== null && page.contains(at) && at.matches('input, textarea');
}

const headingOf = (page: HTMLElement) =>
  page.querySelector<HTMLElement>('h1, [role=heading][aria-level="1"]');

/**
 * A page that comes to the front begins at its heading, so that a screen reader says where one is; a page one comes
 * back to, where one had left it.
 */
export function usePageFocus(page: RefObject<HTMLElement>): void {
  const left = useRef<HTMLElement | null>(null);
  useDidShow(() => {
    const root = page.current;
    const before = left.current;
    left.current = null;
    if (!opened) {
      opened = true;
      return;
    }
    if (!root) return;
    const heading = headingOf(root);
    heading?.setAttribute('tabindex', '-1');
    const target = before && root.contains(before) ? before : heading;
    focusSoon(root, target);
  });
  useDidHide(() => {
    const at = document.activeElement;
    left.current = at instanceof HTMLElement && page.current?.contains(at) ? at : null;
  });
}

/** Another question on the same page: as if it were another page. */
export function startAtHeading(page: HTMLElement | null): void {
  if (!page) return;
  const heading = headingOf(page);
  heading?.setAttribute('tabindex', '-1');
  focusSoon(page, heading);
}

/** Past the bar and the navigation. */
export function goToContent(page: HTMLElement | null): void {
  const main = page?.querySelector<HTMLElement>('main, [role=main]');
  main?.setAttribute('tabindex', '-1');
  main?.focus();
}
