import { systemContracts } from '@gongzhi/shared/system/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { type AboutSettings, aboutHere } from './about';

export function systemRoutes(api: Api, settings: AboutSettings): void {
  endpoint(api, systemContracts.about, ({ now }) => aboutHere(settings, now));
}
