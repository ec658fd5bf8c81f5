import type { Contract } from '@gongzhi/shared/contract';
import Taro from '@tarojs/taro';
import { apiAddress } from './address';
import { AppFailure, offline, timedOut } from './failure';
import { withAccessToken } from './renew-session';
import { failureFrom } from './request';

const TIMEOUT_MS = 60_000;
const folder = () => String(Taro.env.USER_DATA_PATH);

async function download(url: string, filePath: string, accessToken: string): Promise<void> {
  const header = { authorization: `Bearer ${accessToken}` };
  const { statusCode } = await Taro.downloadFile({ url, filePath, header, timeout: TIMEOUT_MS }).catch(
    (why: { errMsg?: string }) => {
      throw /timeout/i.test(why?.errMsg ?? '') ? timedOut() : offline();
    },
  );
  if (statusCode !== 200) throw failureFrom(statusCode, readText(filePath));
}

function readText(filePath: string): string {
  const text = Taro.getFileSystemManager().readFileSync(filePath, 'utf8');
  return typeof text === 'string' ? text : '';
}

/**
 * Fetches a text only the person may have into a file and lets them send it to a chat of their own, where it can be
 * kept; WeChat opens no such file itself. Where files cannot be sent the text goes to the clipboard.
 */
export async function saveCopy(contract: Contract, name: string): Promise<string> {
  const url = apiAddress(contract.path);
  const filePath = `${folder()}/${name}`;
  await withAccessToken((accessToken) => download(url, filePath, accessToken));
  if (Taro.canIUse('shareFileMessage')) {
    try {
      await Taro.shareFileMessage({ filePath, fileName: name });
      return '已经发出。发给“文件传输助手”，就能在电脑上打开';
    } catch (thrown) {
      if (/cancel/.test(String((thrown as { errMsg?: string }).errMsg))) return '没有发送';
    }
  }
  try {
    await Taro.setClipboardData({ data: readText(filePath) });
    return '已经复制，可以粘贴到别处保存';
  } catch {
    throw new AppFailure('INTERNAL', '这个微信版本不能发送文件，请升级后再试');
  }
}

/** Removes the copies that were saved here: what is in them stays with who took it, and not on this phone. */
export function dropCopies(): void {
  const files = Taro.getFileSystemManager();
  files.readdir({
    dirPath: folder(),
    success: ({ files: names }) => {
      for (const name of names)
        if (name.endsWith('.json')) files.unlink({ filePath: `${folder()}/${name}`, fail: () => undefined });
    },
  });
}
