import { useEffect, useRef } from 'react';

const focusable = 'button:not([disabled]), input, textarea, a[href]';

/** While a dialog is open Escape closes it, Tab stays inside, and afterwards the focus returns where it was. */
export function useDialog(onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const dialogs = () => [...document.querySelectorAll<HTMLElement>('[role=dialog]')];
    const mine = dialogs().at(-1);
    const stops = () => [...(mine?.querySelectorAll<HTMLElement>(focusable) ?? [])];
    stops()[0]?.focus();
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
      document.removeEventListener('keydown', onKey);
      before?.focus();
    };
  }, []);
}
