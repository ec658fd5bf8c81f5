/** The browser asks before it closes the page, as long as something would go with it. */
export function askBeforeLeaving(wouldLose: () => boolean): void {
  window.addEventListener('beforeunload', (event) => {
    if (!wouldLose()) return;
    event.preventDefault();
    // Older browsers ask only for this.
    event.returnValue = '';
  });
}
