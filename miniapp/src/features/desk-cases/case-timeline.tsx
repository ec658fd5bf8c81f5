import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import { PictureStrip } from '../../components/picture-strip';
import { Timeline, type TimelineItem } from '../../components/timeline';
import { when } from '../../components/when';
import { assetAddress } from '../../platform/address';
import { now } from '../../platform/clock';

/** What happened, newest first. */
export function CaseTimeline({ issue }: { issue: IssueDetail }) {
  const at = now();
  const items = issue.timeline.toReversed().map((entry, index): TimelineItem => {
    const tone = entry.state === 'closed' && entry.command === 'close' ? 'solved' : undefined;
    const refused = ['refuse', 'fail', 'return'].includes(entry.command) ? 'refused' : undefined;
    return {
      key: entry.id,
      when: when(at, entry.at),
      title: entry.text,
      by: entry.by,
      words: entry.words,
      tone: tone ?? refused ?? (index === 0 ? 'now' : undefined),
      below: (
        <>
          <PictureStrip pictures={entry.pictures} about={entry.text} address={assetAddress} />
          {entry.warnings.map((warning) => (
            <div key={warning} className="desk-form__warning">
              {warning}
            </div>
          ))}
        </>
      ),
    };
  });
  return <Timeline items={items} />;
}
