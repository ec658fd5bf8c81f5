import type { BodyInputOf } from '@gongzhi/shared/contract';
import { myDataContracts } from '@gongzhi/shared/my-data/contract';
import { call } from '../../platform/request';

export const eraseAccount = (body: BodyInputOf<typeof myDataContracts.erase>) =>
  call(myDataContracts.erase, { body });
