import { useEffect, useRef } from 'react';
import { actionOf, type KeyAction } from './keyboard';

const writes = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]';
const presses = 'button, a[href], input, summary, .leaflet-marker-icon';

/** Some browsers end the composing before they tell of its last key; this code marks such a key. */
const OF_INPUT_METHOD = 229;

/** Listens to the keys of the desk while the page is open. A dialog has the keyboard to itself. */
export function useKeyboard(onAction: (action: KeyAction) => void): void {
  const act = useRef(onAction);
  act.current = onAction;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('[role=dialog]')) return;
      const target = event.target instanceof Element ? event.target : null;
      const action = actionOf({
        key: event.key,
        shift: event.shiftKey,
        typing: target?.closest(writes) != null,
        pressable: target?.closest(presses) != null,
        modified: event.ctrlKey || event.altKey || event.metaKey,
        composing: event.isComposing || event.keyCode === OF_INPUT_METHOD,
      });
      if (!action) return;
      event.preventDefault();
      act.current(action);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
