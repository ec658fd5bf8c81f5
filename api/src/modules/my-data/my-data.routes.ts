import { myDataContracts } from '@gongzhi/shared/my-data/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { eraseMyAccount } from '../identity/erase-account';
import { copyMyData } from './copy-my-data';

export function myDataRoutes(api: Api): void {
  endpoint(api, myDataContracts.copy, ({ actor, now, ctx }) => {
    ctx.attachment('my-data.json');
    ctx.type = 'application/json; charset=utf-8';
    ctx.body = copyMyData(actor.accountId, `${ctx.protocol}://${ctx.host}`, now);
  });
  endpoint(api, myDataContracts.erase, ({ actor, body, now }) => eraseMyAccount(actor, body, now));
}
