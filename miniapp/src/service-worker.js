// Opens the web app without a network once it was opened with one. The build (config/first-load.ts) puts in FILES,
// what the first page and the pages to report with need, and VERSION, which changes with any of them.
/* global FILES, VERSION */

const PAGE = '/index.html';
const cacheName = `gongzhi-${VERSION}`;
const PATIENCE_MS = 4000;
const hashedName = /\.[0-9a-f]{8,}\.[a-z0-9]+$/i;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll([PAGE, ...FILES])));
});

// Not before the last page of the version before is closed: until then it finds its files in its own cache.
self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOlder());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  // What the API says is about now, and about one person: it is never kept.
  if (
    request.method !== 'GET' ||
    origin !== self.location.origin ||
    /^\/(api|health|metrics)\b/.test(pathname)
  )
    return;
  if (request.mode === 'navigate') event.respondWith(freshPage(request));
  else if (hashedName.test(pathname) || FILES.includes(pathname)) event.respondWith(keptFile(request));
});

async function forgetOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith('gongzhi-') && name !== cacheName);
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** The page as the server has it now; the one that is kept where there is no network, next to none, or no server behind it. */
async function freshPage(request) {
  const kept = await caches.match(PAGE);
  const fetched = fetch(request).then(
    (answer) => (answer.status >= 500 && kept ? kept : answer),
    () => null,
  );
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  const page = await (kept ? Promise.race([fetched, late]) : fetched);
  return page ?? kept ?? Response.error();
}

/** A file whose name changes with its content is the same for ever. */
async function keptFile(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(cacheName);
    await cache.put(request, answer.clone()).catch(() => undefined);
  }
  return answer;
}
