import { describeInstant } from '@gongzhi/shared/issues/due-words';
import { pictureLabels, ratingLabels } from '@gongzhi/shared/issues/labels';
import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import { addresseeWords } from '@gongzhi/shared/issues/sentences';
import { type IssueState, stateFacts, toneOf } from '@gongzhi/shared/issues/states';
import { Text, View } from '@tarojs/components';
import { useMemo } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { Icon } from '../../../components/icon';
import { StateTag, Tag } from '../../../components/state-tag';
import { when } from '../../../components/when';
import { BeforeAfter } from '../../../features/issues/before-after';
import { CaseTimeline } from '../../../features/issues/case-timeline';
import { DuePanel } from '../../../features/issues/due-panel';
import { pinsOf } from '../../../features/issues/pins';
import { ProgressLine } from '../../../features/issues/progress-line';
import { DistrictMap } from '../../../features/places/district-map';
import { WhoCard } from '../../../features/who-answers/who-card';
import { now } from '../../../platform/clock';
import { go } from '../../../platform/navigate';

/** What and where, where it stands, what happened, who answers here: read from top to bottom. */
export function CaseStory({ issue, justSent }: { issue: IssueDetail; justSent: boolean }) {
  const who = (
    <WhoCard
      point={issue.exact ? issue.point : null}
      placeId={issue.places.filter(({ kind }) => kind === 'community' || kind === 'village').at(-1)?.id}
    />
  );
  return (
    <View className="case">
      <View className="case__main">
        <View className="case__what">
          {justSent ? <Thanks issue={issue} /> : null}
          {justSent ? who : null}
          <What issue={issue} />
        </View>
        <View className="case__rest">
          <Stands issue={issue} />
          <Card title="经过">
            <CaseTimeline entries={issue.timeline} />
          </Card>
        </View>
      </View>
      <View className="case__side">
        <View className="case__where">
          <Where issue={issue} />
          <Reporter issue={issue} />
        </View>
        <View className="case__who">
          {justSent ? null : who}
          <Complain issue={issue} />
        </View>
      </View>
    </View>
  );
}

/** Who has just sent it reads first that it arrived, who will look at it and until when. */
function Thanks({ issue: { due } }: { issue: IssueDetail }) {
  const until = due ? `${describeInstant(now(), new Date(due.at))} 前答复是否受理` : '会尽快答复';
  return (
    <Card title="收到了，谢谢您">
      <View className="case__stands">{`指挥中心先看一遍，${until}。有了进展会发消息告诉您。`}</View>
    </Card>
  );
}

function What({ issue }: { issue: IssueDetail }) {
  const hidden = issue.text === '' && issue.pictures.length === 0;
  return (
    <Card>
      <View className="case__title" role="heading" aria-level={2}>
        {issue.title}
      </View>
      <View className="case__tags">
        <StateTag
          kind={issue.kind}
          state={issue.state}
          tone={toneOf(issue.state, issue.due ? new Date(issue.due.at) : null, now())}
        />
        {issue.kind === 'suggestion' ? <Tag tone="neutral">建言</Tag> : null}
        {issue.rework > 0 ? <Tag tone="neutral">{`返工 ${issue.rework} 次`}</Tag> : null}
        {issue.joinCount > 0 ? (
          <Tag tone="neutral" icon="people">{`${issue.joinCount} 人也遇到了`}</Tag>
        ) : null}
      </View>
      {issue.text && issue.text !== issue.title ? <View className="case__text">{issue.text}</View> : null}
      <BeforeAfter labels={pictureLabels(issue.kind)} before={issue.pictures} after={issue.afterPictures} />
      {hidden ? (
        <View className="case__hidden">
          <Icon name="lock" size="small" />
          <Text>{hiddenWords(issue)}</Text>
        </View>
      ) : null}
      <View className="case__facts">
        {[
          issue.matter?.name ?? issue.group?.name ?? '种类待定',
          `${when(now(), issue.createdAt)}上报`,
          ...(issue.addressedTo ? [`上报给${addresseeWords(issue.addressedTo)}`] : []),
        ].join(' · ')}
      </View>
    </Card>
  );
}

function hiddenWords({ state, covered }: IssueDetail): string {
  if (covered) return '有人投诉，文字和照片先遮起来，正在核实';
  return state === 'reported' ? '受理以前，只公开大概的位置和种类' : '文字和照片没有公开';
}

/** Where it stands and until when. */
function Stands({ issue }: { issue: IssueDetail }) {
  return (
    <Card title="办到哪里了">
      <View className="case__stands">{standsWords(issue)}</View>
      <ProgressLine kind={issue.kind} state={issue.state} />
      {issue.result ? <View className="case__result">{issue.result}</View> : null}
      <DuePanel issue={issue} />
      {issue.rating ? (
        <View className="case__rating">
          <Icon name="star-full" size="small" />
          <Text>{`${ratingLabels(issue.kind).rater}评价：${ratingLabels(issue.kind)[issue.rating.solved ? 'solved' : 'unsolved']}，${issue.rating.score} 分${issue.rating.words ? `，“${issue.rating.words}”` : ''}`}</Text>
        </View>
      ) : null}
    </Card>
  );
}

function standsWords({ kind, state, assignedTo, closedAt }: IssueDetail): string {
  const unit = assignedTo?.name ?? '处置单位';
  const answering = kind === 'suggestion' ? answeringWords(state, unit) : null;
  if (answering) return answering;
  switch (state) {
    case 'reported':
      return '已经收到，等指挥中心受理';
    case 'accepted':
      return '已经受理，正在立案';
    case 'filed':
      return '已经立案，正在派给处置单位';
    case 'dispatched':
      return `已派给${unit}，正在处理`;
    case 'handled':
      return `${unit}说处理好了，等人到现场核查`;
    case 'verified':
      return '现场核查通过，等结案';
    case 'closed':
      return `已经结案${closedAt ? `（${when(now(), closedAt)}）` : ''}`;
    default:
      return stateFacts[state].label;
  }
}

/** Between accepting and closing a suggestion goes another way. */
function answeringWords(state: IssueState, unit: string): string | null {
  if (state === 'accepted') return '已经受理，正在安排单位答复';
  if (state === 'dispatched') return `已派给${unit}，等它答复`;
  return state === 'handled' ? `${unit}已经答复，等结案` : null;
}

function Where({ issue }: { issue: IssueDetail }) {
  const pins = useMemo(() => pinsOf([issue], now()), [issue]);
  return (
    <Card title="在哪里">
      <View className="case__address">
        <Icon name="around" size="small" />
        <Text>{issue.address}</Text>
      </View>
      {issue.point ? (
        <DistrictMap
          className="case__map"
          label="案件位置"
          centre={issue.point}
          zoom={issue.exact ? 16 : 14}
          pins={pins}
          still
        />
      ) : null}
      {issue.point && !issue.exact ? <View className="case__facts">图上是大概的位置</View> : null}
    </Card>
  );
}

/** WeChat and the law want it where the content is: anybody can say that something here should not be public. */
function Complain({ issue: { id, number } }: { issue: IssueDetail }) {
  return (
    <Button kind="quiet" name="complain" onPress={() => go('complain', { issue: id, number })}>
      投诉这条内容
    </Button>
  );
}

function Reporter({ issue }: { issue: IssueDetail }) {
  // Who reported it knows who that was.
  if (!issue.reporter || issue.mine === 'reported') return null;
  return (
    <Card title="上报人">
      <View className="case__address">
        <Icon name="phone" size="small" />
        <Text className="tabular">{`${issue.reporter.name}${issue.reporter.phone ? `，${issue.reporter.phone}` : '，没有留电话'}`}</Text>
      </View>
    </Card>
  );
}
