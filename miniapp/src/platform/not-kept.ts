/** Why a picture could not be put by, in words for the person. It can still be sent while the page is open. */
export class NotKept extends Error {
  constructor(
    readonly why: 'full' | 'forbidden',
    cause: unknown,
  ) {
    super(
      why === 'full'
        ? '手机空间不够，照片没有存下'
        : '照片没有存下（可能是无痕浏览或没有权限），发送前请不要关掉页面',
      { cause },
    );
  }
}
