import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../support/browser';
import { serveApp } from '../support/served-app';
import { type Mode, modes, walk } from './every-page';

// npm run look -- <folder> [part of a page's name …]      pictures of every page, to be looked at
const [folder, ...only] = process.argv.slice(2);
const given = process.env.LOOK_AT;

async function takePictures(into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  const [app, browser] = await Promise.all([given ? null : serveApp(), openBrowser()]);
  let taken = 0;
  try {
    await walk({
      base: given ?? app?.base ?? '',
      browser,
      only,
      modes: ({ wide }): Mode[] => [
        'phone',
        'elderly',
        'dark',
        'wide',
        ...(wide ? (['wide-elderly', 'wide-dark'] as const) : []),
      ],
      async look({ name }, mode, page) {
        await growToContent(page);
        await page.screenshot({ path: path.join(into, `${name}.${mode}.png`), scale: 'css' });
        taken++;
      },
    });
  } finally {
    await browser.close();
    await app?.stop();
  }
  console.log(`${taken} pictures in ${into}`);
}

/** The whole page in one picture, as far as it makes sense to look at: the page scrolls inside the window. */
async function growToContent(page: Page): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 375 };
  const height = await page.evaluate(() =>
    Math.max(0, ...Array.from(document.querySelectorAll('.taro_page'), ({ scrollHeight }) => scrollHeight)),
  );
  if (height > modes.phone.size.height) await page.setViewportSize({ width, height: Math.min(height, 2400) });
}

if (!folder) {
  console.error('usage: npm run look -- <folder> [part of a page name]...');
  process.exit(2);
}
takePictures(path.resolve(folder)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
