import { complaintReasons, complaintStateLabels } from '@gongzhi/shared/complaints/reasons';
import type { MyComplaint } from '@gongzhi/shared/complaints/schema';
import { Text, View } from '@tarojs/components';
import { Card } from '../../components/card';
import { Tag } from '../../components/state-tag';
import { when } from '../../components/when';
import { now } from '../../platform/clock';
import './complaint-card.scss';

/** What I complained of, and what I was answered. */
export function ComplaintCard({ complaint }: { complaint: MyComplaint }) {
  const { reason, words, issue, state, answer, createdAt } = complaint;
  const about = [when(now(), createdAt), ...(issue ? [`案件 ${issue.number}`] : [])];
  return (
    <Card>
      <View className="complaint__head">
        <Text className="complaint__reason">{complaintReasons[reason]}</Text>
        <Tag
          tone={state === 'answered' ? 'solved' : 'neutral'}
          icon={state === 'answered' ? 'check' : 'waiting'}
        >
          {complaintStateLabels[state]}
        </Tag>
      </View>
      <View className="complaint__words">{words}</View>
      <View className="complaint__about tabular">{about.join(' · ')}</View>
      {answer ? (
        <View className="complaint__answer">
          <View className="complaint__about">{`答复（${when(now(), answer.at)}）`}</View>
          <View>{answer.words}</View>
        </View>
      ) : null}
    </Card>
  );
}
