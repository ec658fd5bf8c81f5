import { systemContracts } from '@gongzhi/shared/system/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { aboutHere } from './about';

export function systemRoutes(api: Api): void {
  endpoint(api, systemContracts.about, ({ now }) => aboutHere(now));
}
