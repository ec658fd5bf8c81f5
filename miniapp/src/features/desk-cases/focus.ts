import { queueListId } from './queue-list';

/** Puts the focus into the form that is open, after it has been drawn. */
export function focusForm(): void {
  requestAnimationFrame(() => {
    const box = document.getElementById('case-actions');
    const field = box?.querySelector<HTMLElement>(
      'form input:checked, form input:not([type=checkbox]), form textarea, form select',
    );
    (field ?? box)?.focus();
  });
}

export function focusList(): void {
  document.getElementById(queueListId)?.focus({ preventScroll: true });
}

/** Whether somebody is in a form or a search field, from which Escape leads back to the list. */
export function isInField(): boolean {
  return document.activeElement?.closest('input, textarea, select, #case-actions') != null;
}
