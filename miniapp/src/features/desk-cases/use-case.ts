import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import { type Remote, useRemote } from '../../platform/use-remote';
import { readCase } from './api';

/** One case as this reader may see it. */
export function useCase(id: string | null): Remote<IssueDetail> {
  return useRemote(id, () => readCase(id ?? ''));
}
