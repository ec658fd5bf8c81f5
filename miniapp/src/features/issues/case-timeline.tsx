import type { TimelineEntry } from '@gongzhi/shared/issues/schema';
import { View } from '@tarojs/components';
import { FailureLine } from '../../components/failure-line';
import { PictureStrip } from '../../components/picture-strip';
import { Timeline } from '../../components/timeline';
import { when } from '../../components/when';
import { assetAddress } from '../../platform/address';
import { now } from '../../platform/clock';

/** The story of a case, newest first. */
export function CaseTimeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const newestFirst = [...entries].reverse();
  return (
    <Timeline
      items={newestFirst.map((entry, index) => ({
        key: entry.id,
        when: when(now(), entry.at),
        title: entry.text,
        by: entry.by,
        words: entry.words,
        ...toneOfEntry(entry, index),
        below: (
          <View>
            {entry.pictures.length > 0 ? (
              <PictureStrip pictures={entry.pictures} about={`${entry.text}的照片`} address={assetAddress} />
            ) : null}
            {entry.warnings.map((warning) => (
              <FailureLine key={warning} message={warning} />
            ))}
          </View>
        ),
      }))}
    />
  );
}

function toneOfEntry({ command }: TimelineEntry, index: number): { tone?: 'solved' | 'refused' | 'now' } {
  if (command === 'close') return { tone: 'solved' };
  if (command === 'refuse' || command === 'fail' || command === 'return') return { tone: 'refused' };
  return index === 0 ? { tone: 'now' } : {};
}
