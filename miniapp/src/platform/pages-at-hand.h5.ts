import { type PageName, pages } from './navigate';
import { whenQuiet } from './when-quiet';

interface TaroRoute {
  path: string;
  /** Fetches the page's files; the first of its answers is the promise of the page. */
  load: () => [Promise<unknown>, ...unknown[]];
}

/** What the first page asks for comes first; then the first quiet moment, or this long after. */
const WAIT_MS = 1000;
const AT_MOST_MS = 2000;

/**
 * Fetches the files of pages that are to open without a network, once the first page stands; after that the service
 * worker puts them by, so that the web app itself opens without one the next time.
 */
export function keepPagesAtHand(names: readonly PageName[]): void {
  const load = () => {
    const { routes = [] } = (window as { __taroAppConfig?: { routes?: TaroRoute[] } }).__taroAppConfig ?? {};
    const paths = names.map((name) => pages[name].slice(1));
    const wanted = routes.filter(({ path }) => paths.includes(path));
    Promise.all(wanted.map(({ load }) => load()[0]))
      .then(() => {
        performance.mark('pages at hand');
        return navigator.serviceWorker?.register('/service-worker.js');
      })
      // Without them the page is fetched when it is opened, as any other.
      .catch(() => undefined);
  };
  setTimeout(() => whenQuiet(load, AT_MOST_MS), WAIT_MS);
}
