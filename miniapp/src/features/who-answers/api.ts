import type { LngLat } from '@gongzhi/shared/fields';
import { whoAnswersContracts } from '@gongzhi/shared/who-answers/contract';
import { call } from '../../platform/request';

export const whoAnswersAt = ([lng, lat]: LngLat) => call(whoAnswersContracts.at, { query: { lng, lat } });
export const whoAnswersFor = (placeId: string) =>
  call(whoAnswersContracts.place, { params: { id: placeId } });
export const readCard = (postId: string) => call(whoAnswersContracts.card, { params: { id: postId } });
