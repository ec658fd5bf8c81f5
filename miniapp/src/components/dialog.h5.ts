import { useLayoutEffect, useRef } from 'react';

const focusable = 'button:not([disabled]), input, textarea, a[href]';

/** While a dialog is open Escape closes it, Tab stays inside, and afterwards the focus returns where it was. */
export function useDialog(onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  // As soon as it is drawn: somebody quick with Escape is not kept waiting.
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const dialogs = () => [...document.querySelectorAll<HTMLElement>('[role=dialog]')];
    const mine = dialogs().at(-1);
    const stops = () => [...(mine?.querySelectorAll<HTMLElement>(focusable) ?? [])];
    // What is asked comes before the way out. Taro's elements take no focus until they are all set up.
    let tries = 60;
    const enter = () => {
      if (mine?.contains(document.activeElement) || tries-- === 0) return;
      (stops().find((stop) => !stop.classList.contains('sheet__close')) ?? stops()[0])?.focus();
      requestAnimationFrame(enter);
    };
    enter();
    const onKey = (event: KeyboardEvent) => {
      if (dialogs().at(-1) !== mine) return;
      if (event.key === 'Escape') {
        event.preventDefault();
        close.current();
      }
      if (event.key !== 'Tab') return;
      const all = stops();
      const edge = event.shiftKey ? all[0] : all.at(-1);
      if (document.activeElement === edge || !mine?.contains(document.activeElement)) {
        event.preventDefault();
        (event.shiftKey ? all.at(-1) : all[0])?.focus();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => {
      tries = 0;
      document.removeEventListener('keydown', onKey);
      before?.focus();
    };
  }, []);
}
