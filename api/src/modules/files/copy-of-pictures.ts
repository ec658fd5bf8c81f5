import { FileModel, type FileRecord } from './file.model';
import { viewPicture } from './file.view';

const PAGE = 200;

/** Every picture somebody sent, latest first, with an address that opens it for some hours. */
export async function* copyOfPictures(
  accountId: string,
  origin: string,
): AsyncGenerator<Record<string, unknown>> {
  for (let after: FileRecord['_id'] | null = null; ; ) {
    const page: FileRecord[] = await FileModel.find({
      ownerId: accountId,
      ...(after && { _id: { $lt: after } }),
    })
      .sort({ _id: -1 })
      .limit(PAGE)
      .lean<FileRecord[]>();
    for (const file of page) {
      const { full } = viewPicture({ id: String(file._id), width: file.width, height: file.height });
      yield {
        照片编号: String(file._id),
        上传时间: file.createdAt,
        拍摄时间: file.takenAt,
        拍摄位置: file.point,
        公开: file.published,
        地址: origin + full,
      };
    }
    after = page.at(-1)?._id ?? null;
    if (page.length < PAGE) return;
  }
}
