import type { LngLat } from '@gongzhi/shared/fields';
import { issueContracts } from '@gongzhi/shared/issues/contract';
import { pictureLabels, ratingLabels, stateLabel, stepLabel } from '@gongzhi/shared/issues/labels';
import { type IssueDetail, issueKindLabels, issueSourceLabels } from '@gongzhi/shared/issues/schema';
import { describeLimit } from '@gongzhi/shared/standards/labels';
import { localClock, localDay } from '@gongzhi/shared/time';
import { type ComponentType, useMemo } from 'react';
import { ErrorPanel } from '../../components/notice';
import { Skeleton } from '../../components/skeleton';
import { assetAddress } from '../../platform/address';
import { now } from '../../platform/clock';
import type { MapProps } from '../../platform/map.types';
import { call } from '../../platform/request';
import { useAbout } from '../../platform/server';
import { useRemote } from '../../platform/use-remote';
import './case-sheet.scss';

type DistrictMap = ComponentType<Omit<MapProps, 'baseMap' | 'tiles' | 'centre'> & { centre?: LngLat | null }>;

/** On paper nothing is "yesterday": the full day and time. */
function stamp(iso: string | null): string {
  if (!iso) return '—';
  const at = new Date(iso);
  return `${localDay(at)} ${localClock(at)}`;
}

/** A case on A4, to be put into a file: all that the reader may see of it. */
export function CaseSheet({ id, DistrictMap }: { id: string; DistrictMap: DistrictMap }) {
  const { data: issue, failure, reload } = useRemote(id, () => call(issueContracts.read, { params: { id } }));
  if (!issue) {
    return failure ? <ErrorPanel message={failure.message} onRetry={reload} /> : <Skeleton rows={6} />;
  }
  return (
    <>
      <header className="sheet-bar">
        <span>{`案卷 ${issue.number}`}</span>
        <button type="button" className="sheet-bar__print" data-name="print" onClick={() => window.print()}>
          打印
        </button>
      </header>
      <main>
        <Paper issue={issue} DistrictMap={DistrictMap} />
      </main>
    </>
  );
}

function Paper({ issue, DistrictMap }: { issue: IssueDetail; DistrictMap: DistrictMap }) {
  const about = useAbout();
  const { id, point, address, condition, result, rating } = issue;
  const pins = useMemo(
    () => (point ? [{ id, point, label: address, tone: 'neutral' as const, sign: '●', exact: true }] : []),
    [id, point, address],
  );
  return (
    <article className="paper">
      <header>
        <p>{about?.district ? `${about.district.name}城市管理` : '城市管理'}</p>
        <h1>{`案 卷 ${issue.number}`}</h1>
        {about?.demo ? <p>演示数据，人物和案件都是虚构的</p> : null}
      </header>
      <table className="paper__facts">
        <tbody>
          <Fact
            pairs={[
              ['状态', stateLabel(issue.state, issue.kind)],
              ['性质', issueKindLabels[issue.kind]],
            ]}
          />
          <Fact
            pairs={[
              ['类别', issue.matter ? `${issue.matter.name}（${issue.matter.code}）` : '未定'],
              ['来源', issueSourceLabels[issue.source]],
            ]}
          />
          <Fact
            pairs={[
              ['上报', stamp(issue.createdAt)],
              [
                '上报人',
                issue.reporter ? [issue.reporter.name, issue.reporter.phone].filter(Boolean).join(' ') : '—',
              ],
            ]}
          />
          <Fact
            pairs={[
              ['处置单位', issue.assignedTo?.name ?? '—'],
              ['返工', `${issue.rework} 次`],
            ]}
          />
          <Fact pairs={[['位置', address || '—']]} />
          <Fact pairs={[['所在', issue.places.map(({ name }) => name).join(' / ') || '—']]} />
          <Fact pairs={[['内容', issue.text || '（没有文字）']]} />
          {condition ? (
            <Fact
              pairs={[
                [
                  '立案条件',
                  `${condition.text}（${condition.code}），处置时限 ${describeLimit(condition.limit)}`,
                ],
              ]}
            />
          ) : null}
          {condition ? <Fact pairs={[['结案标准', condition.closingStandard]]} /> : null}
        </tbody>
      </table>
      <Pictures issue={issue} DistrictMap={DistrictMap} pins={pins} />
      <Steps issue={issue} />
      <Events issue={issue} />
      {result ? (
        <section>
          <h2>结案</h2>
          <p>{`${stamp(issue.closedAt)}　${result}`}</p>
          {rating ? (
            <p>{`${ratingLabels(issue.kind).rater}评价：${ratingLabels(issue.kind)[rating.solved ? 'solved' : 'unsolved']}，${rating.score} 分。${rating.words}`}</p>
          ) : null}
        </section>
      ) : null}
      <footer>{`打印于 ${stamp(now().toISOString())}`}</footer>
    </article>
  );
}

function Fact({ pairs }: { pairs: readonly (readonly [string, string])[] }) {
  return (
    <tr>
      {pairs.flatMap(([name, value]) => [
        <th key={name} scope="row">
          {name}
        </th>,
        <td key={`${name} value`} colSpan={pairs.length === 1 ? 3 : 1}>
          {value}
        </td>,
      ])}
    </tr>
  );
}

function Pictures({
  issue,
  DistrictMap,
  pins,
}: {
  issue: IssueDetail;
  DistrictMap: DistrictMap;
  pins: NonNullable<MapProps['pins']>;
}) {
  const labels = pictureLabels(issue.kind);
  const shown = [
    ...issue.pictures.slice(0, 3).map((picture) => ({ picture, words: labels.before })),
    ...issue.afterPictures.slice(0, 3).map((picture) => ({ picture, words: labels.after })),
  ];
  return (
    <section className="paper__pictures">
      {issue.point ? (
        <figure>
          <DistrictMap className="paper__map" label="位置" centre={issue.point} pins={pins} zoom={15} still />
          <figcaption>{`位置 ${issue.point[1].toFixed(5)}, ${issue.point[0].toFixed(5)}`}</figcaption>
        </figure>
      ) : null}
      {shown.map(({ picture, words }) => (
        <figure key={`${words}${picture.id}`}>
          <img src={assetAddress(picture.full)} alt={words} />
          <figcaption>{words}</figcaption>
        </figure>
      ))}
    </section>
  );
}

function Steps({ issue }: { issue: IssueDetail }) {
  if (issue.steps.length === 0) return null;
  return (
    <section>
      <h2>期限</h2>
      <table className="paper__list">
        <thead>
          <tr>
            <th scope="col">环节</th>
            <th scope="col">开始</th>
            <th scope="col">期限</th>
            <th scope="col">完成</th>
            <th scope="col">按时</th>
          </tr>
        </thead>
        <tbody>
          {issue.steps.map(({ step, startedAt, dueAt, doneAt, inTime, provisional }) => (
            <tr key={`${step}${startedAt}`}>
              <td>{stepLabel(step, issue.kind)}</td>
              <td>{stamp(startedAt)}</td>
              <td>{`${stamp(dueAt)}${provisional ? '（暂定）' : ''}`}</td>
              <td>{stamp(doneAt)}</td>
              <td>{inTime === null ? '—' : inTime ? '是' : '否'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Events({ issue }: { issue: IssueDetail }) {
  return (
    <section>
      <h2>经过</h2>
      <table className="paper__list">
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">谁</th>
            <th scope="col">做了什么</th>
          </tr>
        </thead>
        <tbody>
          {issue.timeline.map(({ id, at, by, text, words }) => (
            <tr key={id}>
              <td className="paper__when">{stamp(at)}</td>
              <td>{by}</td>
              <td>{words ? `${text}。${words}` : text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
