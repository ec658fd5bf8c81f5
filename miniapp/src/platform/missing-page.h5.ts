import './missing-page.scss';

/** The files of a page could not be loaded: there is no network, or a newer version has replaced them. */
const isMissing = (reason: unknown) =>
  reason instanceof Error &&
  /ChunkLoadError|CSS_CHUNK_LOAD_FAILED/.test(`${reason.name} ${(reason as { code?: string }).code}`);

/** Says so when a page cannot be opened, with a way on: nothing else would be seen but that nothing happens. */
export function watchMissingPages(): void {
  window.addEventListener('unhandledrejection', (event) => {
    if (!isMissing(event.reason)) return;
    event.preventDefault();
    if (navigator.onLine) say('这一页没有打开，可能有了新版本', '刷新', () => window.location.reload());
    else say('没有网络，这一页现在打不开', '回首页', () => window.location.assign('/home'));
  });
}

function say(words: string, way: string, go: () => void): void {
  document.querySelector('.missing-page')?.remove();
  const box = document.createElement('div');
  box.className = 'missing-page';
  box.setAttribute('role', 'alert');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'missing-page__way';
  button.textContent = way;
  button.addEventListener('click', go);
  box.append(words, button);
  document.body.append(box);
}
