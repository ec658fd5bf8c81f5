import { stateFacts } from '@gongzhi/shared/issues/states';
import { StateTag } from '../../../components/state-tag';
import { distanceWords, when } from '../../../components/when';
import { assetAddress } from '../../../platform/address';
import { now } from '../../../platform/clock';
import type { useSimilar } from './use-similar';

interface SimilarCasesProps {
  similar: ReturnType<typeof useSimilar>;
  caseHref: (id: string) => string;
}

/** What is already open nearby, so that one problem does not become two cases. */
export function SimilarCases({ similar: { data }, caseHref }: SimilarCasesProps) {
  if (!data || data.length === 0) return null;
  const at = now();
  return (
    <section className="similar" aria-label="附近可能相同的案件" aria-live="polite">
      <h2>{`附近有 ${data.length} 件可能相同`}</h2>
      <p>如果说的是同一件事，把进展告诉来电人就行，不用再登记。</p>
      <ul>
        {data.map((issue) => (
          <li key={issue.id}>
            <a href={caseHref(issue.id)} target="_blank" rel="noreferrer">
              {issue.thumb ? <img src={assetAddress(issue.thumb)} alt="" /> : null}
              <span>
                <strong>{issue.title}</strong>
                <span className="similar__facts">
                  <StateTag kind={issue.kind} state={issue.state} tone={stateFacts[issue.state].tone} />
                  {`${issue.distanceMetres === null ? '' : `${distanceWords(issue.distanceMetres)} · `}${when(at, issue.createdAt)}`}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
