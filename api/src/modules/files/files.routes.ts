import { fileContracts } from '@gongzhi/shared/files/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { openPicture } from './files.queries';
import { uploadPicture } from './upload-picture';

export function fileRoutes(api: Api): void {
  endpoint(api, fileContracts.upload, ({ actor, ctx }) => uploadPicture(actor, ctx.req));

  endpoint(api, fileContracts.read, async ({ params, query, now, ctx }) => {
    const picture = await openPicture({ id: params.id, ...query }, now);
    const seconds = Math.max(0, query.exp - Math.ceil(now.getTime() / 1000));
    ctx.set('Cache-Control', `${picture.published ? 'public' : 'private'}, max-age=${seconds}, immutable`);
    ctx.set('ETag', picture.etag);
    ctx.type = picture.type;
    if (ctx.fresh) {
      ctx.status = 304;
      return;
    }
    ctx.length = picture.size;
    ctx.body = picture.stream();
  });
}
