import type { Look } from './system-look';

/** Browsers write at 16 px unless somebody asked for more: 20 px is Chrome's "large". */
const LARGE_PX = 20;

export function systemWantsLargeType(): boolean {
  const probe = document.createElement('span');
  // The one size that is always what the person set in the browser.
  probe.style.fontSize = 'medium';
  document.documentElement.append(probe);
  const px = Number.parseFloat(getComputedStyle(probe).fontSize);
  probe.remove();
  return px >= LARGE_PX;
}

/** Another tab of the same browser may have changed what is kept. */
export function watchSystem(changed: () => void): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === null || key.endsWith('preferences')) changed();
  });
}

/** `first-look.js` does the same before anything is drawn. */
export function showLook({ elderly, look }: Look): void {
  const { classList } = document.documentElement;
  classList.toggle('elderly', elderly);
  classList.toggle('light', look === 'light');
  classList.toggle('dark', look === 'dark');
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
    const own = /dark/.test(meta.media) ? 'dark' : 'light';
    meta.content = (look === 'system' ? own : look) === 'dark' ? '#121716' : '#f7f6f3';
  }
}
