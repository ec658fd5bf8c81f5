import type { Page, Route } from 'playwright-core';
import type { IssueDetail } from '../../shared/src/issues/schema';
import { Person } from './person';
import { until } from './until';

/** Somebody who reports from where the network comes and goes. */
export class Reporter extends Person {
  /** The text box of the page in front: pages below stay in the document. */
  says(words: string): Promise<void> {
    return this.fill('看到了什么？', words);
  }

  next(): Promise<void> {
    return this.named('next').click();
  }

  get network() {
    const context = this.page.context();
    return { lose: () => context.setOffline(true), find: () => context.setOffline(false) };
  }

  /** Opens the first question, and waits until the pages to report with open without a network. */
  async opensToReport(): Promise<void> {
    await this.open('/report');
    await this.named('next').waitFor();
    await this.page.waitForFunction(() => performance.getEntriesByName('pages at hand').length > 0);
  }

  /** Answers all questions without a network and sends: two pictures, the place of the telephone, words. */
  async writesOffline(words: string): Promise<void> {
    await this.opensToReport();
    await this.network.lose();
    await this.addPhotos(20, 220);
    await this.page.locator('.uploader__item').nth(1).waitFor();
    await this.next();
    await this.sees('没有网络，看不到地名');
    await this.next();
    await this.says(words);
    await this.next();
    await this.sees('现在没有网络。先存在手机里');
    await this.sees(words);
    await this.button('先存好，联网后发送').click();
    await this.page.waitForURL(/\/drafts/);
    await this.named('draft').waitFor();
  }

  async asks<T>(where: string): Promise<T> {
    const kept = await this.page.evaluate(() => localStorage.getItem('gz:session'));
    const { accessToken } = JSON.parse(JSON.parse(String(kept)).data) as { accessToken: string };
    const answer = await fetch(`${this.base}/api/v1${where}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    return answer.json() as Promise<T>;
  }

  /** My cases with these words. */
  async casesSaying(words: string): Promise<IssueDetail[]> {
    const { items } = await this.asks<{ items: IssueDetail[] }>('/issues?view=mine&limit=100');
    const found = items.filter(({ title }) => title.includes(words));
    return Promise.all(found.map(({ id }) => this.asks<IssueDetail>(`/issues/${id}`)));
  }

  async becomesOneCase(words: string, pictures: number): Promise<void> {
    await nothingLeft(this.page);
    const cases = await this.casesSaying(words);
    expect(cases.map((each) => each.pictures.length)).toEqual([pictures]);
  }

  /** Stops the `nth` request of this kind, before it leaves or when the server has done it; tells when it stands. */
  stopAt(url: string, nth: number, done: boolean): Promise<void> {
    return new Promise((resolve) => {
      let seen = 0;
      void this.page.context().route(url, async (route: Route) => {
        if (route.request().method() !== 'POST' || ++seen !== nth) return route.continue();
        if (done) await route.fetch();
        resolve();
      });
    });
  }
}

/** Waits until nothing in the making lies in this browser: no words, no picture. */
export async function nothingLeft(page: Page): Promise<void> {
  await page.waitForFunction(
    () => !Object.keys(localStorage).some((key) => key.startsWith('gz:draft:')),
    null,
    { timeout: 30_000 },
  );
  await waitForPictures(page, 0);
}

/** Waits until so many pictures lie in this browser. */
export function waitForPictures(page: Page, many: number): Promise<void> {
  return until(`${many} pictures in the browser`, async () => (await countPictures(page)) === many);
}

function countPictures(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('gongzhi-pictures');
        opening.onerror = () => reject(opening.error);
        opening.onupgradeneeded = () => opening.result.createObjectStore('pictures');
        opening.onsuccess = () => {
          const counting = opening.result.transaction('pictures').objectStore('pictures').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );
}
