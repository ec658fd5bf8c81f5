import type { Contract } from '@gongzhi/shared/contract';
import { call } from './request';

/** Fetches a text only the person may have and hands it to the browser as a file; says what became of it. */
export async function saveCopy(contract: Contract, name: string): Promise<string> {
  const text = (await call(contract)) as unknown as string;
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return `已经下载：${name}`;
}

/** A browser's downloads are the person's own. */
export function dropCopies(): void {}
