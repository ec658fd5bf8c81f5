import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const systemChromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

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

/** The system's Chromium where there is one (it has Chinese fonts), else the one that comes from npm. */
export async function openBrowser(): Promise<Browser> {
  const installed = systemChromium.find((path) => existsSync(path));
  if (installed) return chromium.launch({ executablePath: installed, args: flags });
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args: sparticuz.args });
}

export const phone = { width: 375, height: 812 };
export const desk = { width: 1280, height: 800 };

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Errors the page threw or logged: a journey ends with none. */
  problems: string[];
}

/** A person with a browser of their own: nothing is shared with another visitor. */
export async function visit(browser: Browser, size: { width: number; height: number }): Promise<Visitor> {
  const touch = size.width < 1024;
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: touch ? 2 : 1,
    hasTouch: touch,
    isMobile: touch,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    geolocation: { longitude: 119.575, latitude: 31.745 },
    permissions: ['geolocation'],
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return { context, page, problems };
}
