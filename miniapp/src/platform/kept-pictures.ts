import Taro from '@tarojs/taro';
import type { LocalPicture } from './local-picture';
import { NotKept } from './not-kept';

/** WeChat clears temporary files when it likes; what lies here stays until it is removed. */
const pathOf = (key: string) => `${Taro.env.USER_DATA_PATH}/${key}`;

/** Puts a chosen picture by under its key, where it survives the app. Throws `NotKept`. */
export function keepPicture({ key, preview }: LocalPicture): Promise<LocalPicture> {
  const destPath = pathOf(key);
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().copyFile({
      srcPath: preview,
      destPath,
      success: () => resolve({ key, preview: destPath }),
      fail: (why) =>
        reject(
          new NotKept(
            /exceed|limit|space|storage/i.test(String((why as { errMsg?: string })?.errMsg))
              ? 'full'
              : 'forbidden',
            why,
          ),
        ),
    });
  });
}

/** Null when it is not there any more: WeChat's own cleaning removes files too. */
export function openKept(key: string): Promise<LocalPicture | null> {
  const path = pathOf(key);
  return new Promise((resolve) => {
    Taro.getFileSystemManager().access({
      path,
      success: () => resolve({ key, preview: path }),
      fail: () => resolve(null),
    });
  });
}

export function dropKept(key: string): Promise<void> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().unlink({
      filePath: pathOf(key),
      success: () => resolve(),
      fail: () => resolve(),
    });
  });
}

export function keptKeys(): Promise<string[]> {
  return new Promise((resolve) => {
    Taro.getFileSystemManager().readdir({
      dirPath: String(Taro.env.USER_DATA_PATH),
      success: ({ files }) => resolve(files),
      fail: () => resolve([]),
    });
  });
}
