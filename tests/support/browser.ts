import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { headlessShell, wholeChromium } from './which-browser';

/** A browser in a container or as root cannot use its sandbox, and must not look anything up outside. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await headlessShell(), args: flags });
}

/** One whose pages a service worker may answer. */
export async function openBrowserForServiceWorkers(): Promise<Browser> {
  return chromium.launch({ executablePath: await wholeChromium(), args: flags });
}

export const phone = { width: 375, height: 812 };
export const desk = { width: 1280, height: 800 };

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Errors the page threw or logged: a journey ends with none. */
  problems: string[];
}

const deviceOf = (size: { width: number; height: number }, serviceWorkers: 'allow' | 'block' = 'block') => ({
  viewport: size,
  deviceScaleFactor: size.width < 1024 ? 2 : 1,
  hasTouch: size.width < 1024,
  isMobile: size.width < 1024,
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  geolocation: { longitude: 119.575, latitude: 31.745 },
  permissions: ['geolocation'],
  // A page that slides in can be pressed when it stands still: nobody here has to see it slide.
  reducedMotion: 'reduce' as const,
  // What a service worker answers no test could stop on its way: only the tests of it have one.
  serviceWorkers,
});

/** A browser whose storage lies in a folder and outlives it. */
export async function openProfile(
  folder: string,
  size: { width: number; height: number },
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath: await headlessShell(),
    args: flags,
    ...deviceOf(size),
  });
}

/** A browser in which the web app may install its service worker. */
export function openWithServiceWorker(browser: Browser): Promise<BrowserContext> {
  return browser.newContext(deviceOf(phone, 'allow'));
}

/** A person with a browser of their own: nothing is shared with another visitor. */
export async function visit(browser: Browser, size: { width: number; height: number }): Promise<Visitor> {
  const context = await browser.newContext(deviceOf(size));
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return { context, page, problems };
}
