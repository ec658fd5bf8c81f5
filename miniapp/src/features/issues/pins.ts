import { stateLabel } from '@gongzhi/shared/issues/labels';
import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { type IssueState, toneOf } from '@gongzhi/shared/issues/states';
import type { MapPin } from '../../platform/map.types';

/** One character a state; scripts/draw-markers.mjs draws a pin of each. */
export const signs: Record<IssueState, string> = {
  reported: '新',
  accepted: '受',
  filed: '立',
  dispatched: '办',
  handled: '查',
  verified: '结',
  closed: '✓',
  refused: '×',
  withdrawn: '撤',
  merged: '并',
  transferred: '移',
};

/** Cases as pins; an answered suggestion waits to be closed. A case that is not accepted yet stands in the middle of its neighbourhood. */
export function pinsOf(issues: readonly IssueCard[], now: Date): MapPin[] {
  return issues.flatMap(({ id, point, kind, state, due, title, exact }) =>
    point
      ? [
          {
            id,
            point,
            tone: toneOf(state, due ? new Date(due.at) : null, now),
            sign: signs[kind === 'suggestion' && state === 'handled' ? 'verified' : state],
            label: `${stateLabel(state, kind)}：${title}${exact ? '' : '（大概位置）'}`,
            exact,
          },
        ]
      : [],
  );
}
