import { remaining } from '@gongzhi/shared/issues/due-words';
import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { isOpen, stateFacts, toneOf } from '@gongzhi/shared/issues/states';
import { Text, View } from '@tarojs/components';
import { Icon } from '../../components/icon';
import { Photo } from '../../components/photo';
import { Pressable } from '../../components/pressable';
import { StateTag, Tag } from '../../components/state-tag';
import { distanceWords, until, when } from '../../components/when';
import { assetAddress } from '../../platform/address';
import { now } from '../../platform/clock';
import { groupIcon } from './group-icon';
import './issue-row.scss';

interface IssueRowProps {
  issue: IssueCard & { distanceMetres?: number | null };
  onPress: () => void;
  /** For who works on it: the time left comes first. */
  work?: boolean;
}

/** One case in a list: picture, what, where it stands, until when. */
export function IssueRow({ issue, onPress, work }: IssueRowProps) {
  const at = now();
  const due = issue.due && isOpen(issue.state) ? new Date(issue.due.at) : null;
  const tone = toneOf(issue.state, due, at);
  return (
    <Pressable className="issue-row" onPress={onPress} name="issue">
      <View className="issue-row__inner">
        {issue.thumb ? (
          <Photo className="issue-row__picture" src={assetAddress(issue.thumb)} alt="" />
        ) : (
          <View className="issue-row__picture issue-row__picture--none">
            <Icon name={groupIcon(issue.group?.code)} />
          </View>
        )}
        <View className="issue-row__text">
          <View className="issue-row__title">{issue.title}</View>
          <View className="issue-row__where">{whereWords(issue)}</View>
          <View className="issue-row__facts">
            <StateTag
              kind={issue.kind}
              state={issue.state}
              tone={work ? stateFacts[issue.state].tone : tone}
            />
            {work && due ? (
              <Tag tone={tone} icon={tone === 'late' ? 'late' : 'clock'}>
                {remaining({ now: at, due }).text}
              </Tag>
            ) : null}
            {issue.joinCount > 0 || issue.rework > 0 ? (
              <View className="issue-row__more">
                {issue.joinCount > 0 ? (
                  <Tag tone="neutral" icon="people">{`${issue.joinCount} 人也遇到了`}</Tag>
                ) : null}
                {issue.rework > 0 ? <Tag tone="neutral">{`返工 ${issue.rework} 次`}</Tag> : null}
              </View>
            ) : null}
            <Text className="issue-row__when tabular">
              {work && due ? until(at, due) : when(at, issue.createdAt)}
            </Text>
          </View>
        </View>
      </View>
    </Pressable>
  );
}

/** Near by, the town is known; the line has room for what tells places apart. */
const withoutTown = (address: string) => address.replace(/^\S+(街道|镇) (?=\S)/, '');

function whereWords({ address, distanceMetres }: IssueRowProps['issue']): string {
  return distanceMetres === undefined || distanceMetres === null
    ? address
    : `${distanceWords(distanceMetres)} · ${withoutTown(address)}`;
}
