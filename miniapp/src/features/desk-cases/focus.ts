import { queueListId } from './queue-list';

/** Frames to wait for a form to be drawn. */
const PATIENCE = 30;

/** Puts the focus into the form that is open, once it is drawn; after a command, once the form that was sent is gone. */
export function focusForm(afterCommand = false): void {
  const sent = afterCommand ? document.querySelector('#case-actions form') : null;
  let tries = PATIENCE;
  const enter = () => {
    const box = document.getElementById('case-actions');
    const field = sent?.isConnected
      ? null
      : box?.querySelector<HTMLElement>(
          'form input:checked, form input:not([type=checkbox]), form textarea, form select',
        );
    field?.focus();
    if (field && document.activeElement === field) return;
    if (tries-- > 0) requestAnimationFrame(enter);
    else box?.focus();
  };
  requestAnimationFrame(enter);
}

export function focusList(): void {
  document.getElementById(queueListId)?.focus({ preventScroll: true });
}

/** Whether somebody is in a form or a search field, from which Escape leads back to the list. */
export function isInField(): boolean {
  return document.activeElement?.closest('input, textarea, select, #case-actions') != null;
}
