import { useLayoutEffect, useRef } from 'react';

const focusable =
  'button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), a[href], [tabindex="0"]';

/** The dialog opened last lies on top. */
function topDialog(): HTMLElement | undefined {
  const dialogs = document.querySelectorAll<HTMLElement>('[role=dialog]');
  return dialogs[dialogs.length - 1];
}

/**
 * While a dialog is open Escape closes it and Tab stays inside; afterwards the focus returns to what opened it.
 */
export function useDialog(onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  // As soon as it is drawn: somebody quick with Escape is not kept waiting.
  useLayoutEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    const mine = topDialog();
    const stops = () => Array.from(mine?.querySelectorAll<HTMLElement>(focusable) ?? []);
    // What is asked comes before the way out; a dialog that asks nothing begins at its words.
    const first = () =>
      stops().find(
        ({ classList }) => !classList.contains('sheet__close') && !classList.contains('sheet__content'),
      ) ??
      mine?.querySelector<HTMLElement>('.sheet__content') ??
      stops()[0];
    // Taro's elements take no focus until they are all set up.
    let tries = 60;
    const enter = () => {
      if (mine?.contains(document.activeElement) || tries-- === 0) return;
      first()?.focus();
      requestAnimationFrame(enter);
    };
    enter();
    const onKey = (event: KeyboardEvent) => {
      if (topDialog() !== mine) return;
      if (event.key === 'Escape') {
        event.preventDefault();
        close.current();
      }
      if (event.key !== 'Tab') return;
      const all = stops();
      const [start, end] = [all[0], all[all.length - 1]];
      const at = document.activeElement;
      const leaves = event.shiftKey ? at === start : at === end;
      if (leaves || !mine?.contains(at)) {
        event.preventDefault();
        (event.shiftKey ? end : start)?.focus();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => {
      tries = 0;
      document.removeEventListener('keydown', onKey);
      opener?.focus();
    };
  }, []);
}
