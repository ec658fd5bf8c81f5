import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { type desk, visit } from './browser';
import { until } from './until';

/** A picture as a phone takes it: big enough, different each time, with nothing private in it. */
export async function photo(shade: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const scene = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
      <rect width="1200" height="900" fill="hsl(${shade},35%,70%)"/>
      <rect y="600" width="1200" height="300" fill="hsl(${shade},10%,45%)"/>
      <circle cx="${300 + shade}" cy="500" r="160" fill="hsl(${(shade + 120) % 360},45%,40%)"/>
    </svg>`,
  );
  return { name: `photo-${shade}.jpg`, mimeType: 'image/jpeg', buffer: await sharp(scene).jpeg().toBuffer() };
}

/**
 * Types, and looks whether it stands there: Taro's elements set themselves up a moment after they are drawn, which
 * takes the focus from a field that somebody as quick as a test is already in.
 */
export async function typeInto(field: Locator, words: string): Promise<void> {
  await until(`${field} says ${words}`, async () => {
    await field.fill(words);
    return (await field.inputValue()) === words;
  });
}

/** Types into a field that finds one of many, and takes the first that says what is looked for. */
export async function pickIn(field: Locator, words: string, offered: string | RegExp = words): Promise<void> {
  const option = field.page().getByRole('option').filter({ hasText: offered }).first();
  // A field that loses the focus closes its list.
  await until(`${field} offers ${words}`, async () => {
    await field.fill(words);
    return option.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    );
  });
  await option.click();
}

/** One person of the demonstration at a phone or a desk, doing what a person would do. */
export class Person {
  constructor(
    readonly page: Page,
    readonly base: string,
    readonly problems: string[],
  ) {}

  static async arrives(browser: Browser, base: string, size: typeof desk): Promise<Person> {
    const { page, problems } = await visit(browser, size);
    return new Person(page, base, problems);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.base + path);
  }

  /** Picks a person from the demonstration's list. */
  async signIn(name: string): Promise<void> {
    await this.open('/sign-in');
    await this.button(name).click();
    await this.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  }

  /** Opens a one-time link and sets the password. */
  async setPassword(link: string, password: string): Promise<void> {
    await this.open(link);
    await this.fill('新密码', password);
    await this.fill('再输入一次', password);
    await this.page.getByRole('checkbox').check({ force: true });
    await this.button('保存并登录').click();
    await this.page.waitForURL(/\/home/);
  }

  /** The link on the sheet that shows it once, without the host; closes the sheet. */
  async takeLink(): Promise<string> {
    const { pathname, search } = new URL(
      await this.page.getByRole('textbox', { name: '设密码链接' }).inputValue(),
    );
    await this.button('我已经发给本人').click();
    return pathname + search;
  }

  /** Types into a field that finds one of many, and takes the first that fits. */
  async pick(label: string, words: string): Promise<void> {
    await pickIn(this.page.getByRole('combobox', { name: label }).filter({ visible: true }).last(), words);
  }

  /** A button by its words; only those of the page in front, since pages below stay in the document. */
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name }).filter({ visible: true }).first();
  }

  named(name: string): Locator {
    return this.page.locator(`[data-name="${name}"]`).filter({ visible: true }).first();
  }

  text(words: string | RegExp): Locator {
    return this.page.getByText(words).filter({ visible: true }).first();
  }

  async sees(words: string | RegExp): Promise<void> {
    await this.text(words).waitFor();
  }

  async fill(label: string | RegExp, words: string): Promise<void> {
    await typeInto(this.page.getByLabel(label).filter({ visible: true }).first(), words);
  }

  async choose(label: string | RegExp): Promise<void> {
    await this.page.getByText(label).filter({ visible: true }).last().click();
  }

  async addPhotos(...shades: number[]): Promise<void> {
    const files = await Promise.all(shades.map(photo));
    await this.page.locator('input[type=file]').last().setInputFiles(files);
  }
}
