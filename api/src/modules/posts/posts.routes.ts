import { postContracts } from '@gongzhi/shared/posts/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { appoint } from './appoint';
import { endPost } from './end-post';
import { listPosts } from './list-posts';

export function postsRoutes(api: Api): void {
  endpoint(api, postContracts.list, ({ actor, query }) => listPosts(actor, query));
  endpoint(api, postContracts.appoint, ({ actor, body, now }) => appoint(actor, body, now));
  endpoint(api, postContracts.end, ({ actor, params, body, now }) => endPost(actor, params.id, body, now));
}
