type Call = Record<string, unknown> & { success: (answer?: object) => void; fail: (why: object) => void };
const answers: Record<string, (call: Call) => void> = {};
jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getFileSystemManager: () => answers,
  },
}));

import { keepPicture, keptKeys, openKept } from '../../../miniapp/src/platform/kept-pictures';

const chosen = { key: 'draft-1-a', preview: 'wxfile://tmp_a.jpg' };

describe('a picture kept in WeChat', () => {
  it('is copied into the folder of the app and shown from there', async () => {
    const asked: Call[] = [];
    answers.copyFile = (call) => {
      asked.push(call);
      call.success();
    };
    expect(await keepPicture(chosen)).toEqual({ key: 'draft-1-a', preview: 'wxfile://usr/draft-1-a' });
    expect(asked[0]).toMatchObject({ srcPath: chosen.preview, destPath: 'wxfile://usr/draft-1-a' });
  });

  it.each([
    ['copyFile:fail the maximum size of the file storage limit is exceeded', '手机空间不够，照片没有存下'],
    ['copyFile:fail no space left on device', '手机空间不够，照片没有存下'],
    ['copyFile:fail permission denied', '照片没有存下（可能是无痕浏览或没有权限），发送前请不要关掉页面'],
  ])('that could not be: %s', async (errMsg, words) => {
    answers.copyFile = (call) => call.fail({ errMsg });
    await expect(keepPicture(chosen)).rejects.toThrow(words);
  });

  it('that was cleared away is missing, not an error', async () => {
    answers.access = (call) => call.fail({ errMsg: 'access:fail no such file' });
    answers.readdir = (call) => call.fail({ errMsg: 'readdir:fail' });
    expect(await openKept('draft-1-a')).toBeNull();
    expect(await keptKeys()).toEqual([]);
  });
});
