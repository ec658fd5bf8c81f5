import type { QueryInputOf } from '@gongzhi/shared/contract';
import { figuresContracts } from '@gongzhi/shared/figures/contract';
import { call } from '../../platform/request';

export const publicFigures = (query: QueryInputOf<typeof figuresContracts.public>) =>
  call(figuresContracts.public, { query });

export const hotCells = () => call(figuresContracts.hotCells);
