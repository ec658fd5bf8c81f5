import './tell.scss';

let box: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says for a moment that something was done. Taro's own toast is not read aloud; this one is. */
export function tell(words: string, ms = 2000): void {
  if (!box) {
    box = document.createElement('div');
    box.className = 'tell';
    box.setAttribute('role', 'status');
    document.body.append(box);
  }
  const shown = box;
  clearTimeout(timer);
  // An empty region that is filled is what screen readers notice.
  shown.textContent = '';
  requestAnimationFrame(() => {
    shown.textContent = words;
  });
  timer = setTimeout(() => {
    shown.textContent = '';
  }, ms);
}
