import { pictureLabels, ratingLabels } from '@gongzhi/shared/issues/labels';
import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import { issueSourceLabels } from '@gongzhi/shared/issues/schema';
import { addresseeWords } from '@gongzhi/shared/issues/sentences';
import { describeLimit } from '@gongzhi/shared/standards/labels';
import { type ReactNode, useMemo } from 'react';
import { Icon } from '../../components/icon';
import { PictureStrip } from '../../components/picture-strip';
import { StateTag, Tag } from '../../components/state-tag';
import { when } from '../../components/when';
import { assetAddress } from '../../platform/address';
import { now } from '../../platform/clock';
import { CaseSteps } from './case-steps';
import './case-story.scss';
import { CaseTimeline } from './case-timeline';
import { useDeskTools } from './desk-tools';
import { timeLeft } from './words';

/** A case as a story: what and where, where it stands and until when, then what happened. */
export function CaseStory({ issue, sheetHref }: { issue: IssueDetail; sheetHref: string }) {
  return (
    <article className="case-story" aria-label={`案件 ${issue.number}`}>
      <Head issue={issue} sheetHref={sheetHref} />
      {issue.text && issue.text !== headingOf(issue) ? (
        <p className="case-story__text">{issue.text}</p>
      ) : null}
      <Pictures issue={issue} />
      <Place issue={issue} />
      <Facts issue={issue} />
      <Section title="期限">
        <CaseSteps issue={issue} />
      </Section>
      <Section title="经过">
        <CaseTimeline issue={issue} />
      </Section>
    </article>
  );
}

/** Words short enough to be a heading are told once, and whole. */
const HEADING_LENGTH = 60;

function headingOf({ text, title }: IssueDetail): string {
  return text && text.length <= HEADING_LENGTH ? text : title;
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="case-story__section">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Head({ issue, sheetHref }: { issue: IssueDetail; sheetHref: string }) {
  const at = now();
  const left = timeLeft(issue, at);
  return (
    <header className="case-story__head">
      <div className="case-story__tags">
        <StateTag kind={issue.kind} state={issue.state} />
        {left ? (
          <Tag tone={left.tone} icon={left.tone === 'late' ? 'late' : 'clock'}>
            {left.text}
          </Tag>
        ) : null}
        {issue.kind === 'suggestion' ? <Tag tone="neutral">建言</Tag> : null}
        {issue.rework > 0 ? <Tag tone="neutral">{`返工 ${issue.rework} 次`}</Tag> : null}
        {issue.joinCount > 0 ? <Tag tone="neutral">{`${issue.joinCount} 人也遇到了`}</Tag> : null}
        <a className="desk-link case-story__sheet" href={sheetHref} target="_blank" rel="noreferrer">
          打印案卷
        </a>
      </div>
      <h2 tabIndex={-1} id="case-title">
        {headingOf(issue)}
      </h2>
      <div className="case-story__meta tabular">
        {`${issue.number} · ${issueSourceLabels[issue.source]} · ${when(at, issue.createdAt)}上报`}
        {issue.addressedTo ? ` · 上报给${addresseeWords(issue.addressedTo)}` : ''}
        {left ? ` · ${left.until}` : ''}
      </div>
    </header>
  );
}

function Pictures({ issue }: { issue: IssueDetail }) {
  const { kind, pictures, afterPictures } = issue;
  const labels = pictureLabels(kind);
  if (pictures.length + afterPictures.length === 0) return null;
  const after = afterPictures.length > 0;
  return (
    <div className={after ? 'case-story__pair' : ''}>
      {pictures.length > 0 ? (
        <figure>
          <PictureStrip pictures={pictures} about="上报的照片" size="large" address={assetAddress} />
          {after ? <figcaption>{labels.before}</figcaption> : null}
        </figure>
      ) : null}
      {after ? (
        <figure>
          <PictureStrip
            pictures={afterPictures}
            about={`${labels.after}的照片`}
            size="large"
            address={assetAddress}
          />
          <figcaption>{labels.after}</figcaption>
        </figure>
      ) : null}
    </div>
  );
}

function Place({ issue }: { issue: IssueDetail }) {
  const { DistrictMap } = useDeskTools();
  const { id, point, title, exact, address, places } = issue;
  const pins = useMemo(
    () => (point ? [{ id, point, label: title, tone: 'neutral' as const, sign: '●', exact }] : []),
    [id, point, title, exact],
  );
  const path = places.filter(({ kind }) => kind !== 'district').map(({ name }) => name);
  return (
    <div className="case-story__place">
      <div className="case-story__address">
        <Icon name="around" size="small" />
        <div>
          <div>{address || '没有写位置'}</div>
          <div className="case-story__path">{path.join(' · ')}</div>
        </div>
      </div>
      {point ? (
        <DistrictMap
          className="case-story__map"
          label={`位置：${address}`}
          centre={point}
          pins={pins}
          zoom={14}
        />
      ) : (
        <div className="case-story__nomap">上报时没有标出位置，受理时请在地图上标出。</div>
      )}
    </div>
  );
}

function Facts({ issue }: { issue: IssueDetail }) {
  const { matter, group, reporter, assignedTo, condition, publication, result, rating } = issue;
  const facts: [string, ReactNode][] = [];
  facts.push([
    '类别',
    matter ? `${matter.name}（${matter.code}）` : group ? `${group.name}，未定类别` : '未定',
  ]);
  if (reporter) {
    const { name, phone } = reporter;
    facts.push(['上报人', phone ? `${name}，${phone}` : name]);
  }
  if (condition) {
    facts.push(['立案条件', `${condition.text}，${describeLimit(condition.limit)}`]);
    facts.push(['结案标准', condition.closingStandard]);
  }
  if (assignedTo) facts.push(['处置单位', assignedTo.name]);
  if (publication) {
    const shown = publication.pictureIds.length;
    facts.push(['公众看到', publication.text ?? '不公开文字']);
    if (issue.pictures.length > 0) facts.push(['公开照片', `${shown} / ${issue.pictures.length} 张`]);
  }
  if (result) facts.push(['结果', result]);
  if (rating) {
    facts.push([
      '评价',
      `${ratingLabels(issue.kind)[rating.solved ? 'solved' : 'unsolved']}，${rating.score} 分 ${rating.words}`,
    ]);
  }
  return (
    <dl className="case-story__facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
