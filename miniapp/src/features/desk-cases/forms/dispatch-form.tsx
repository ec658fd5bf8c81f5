import { organisationKindLabels } from '@gongzhi/shared/organisations/labels';
import { ChoiceList } from '../../../components/choice-list';
import { Combobox } from '../../../components/combobox';
import { errorId, Field } from '../../../components/field';
import { ErrorPanel } from '../../../components/notice';
import { Skeleton } from '../../../components/skeleton';
import { useRemote } from '../../../platform/use-remote';
import { listCandidates, searchOrganisations } from '../api';
import { useDraft } from '../drafts';
import type { Chosen } from '../filters';
import { type FormProps, useCommandForm } from '../use-command-form';
import { FormFrame } from './form-frame';
import { WordsField } from './words-field';

interface Draft {
  /** Picked among the candidates. */
  candidateId: string | null;
  /** Any other, found by search; wins over the candidates. */
  other: Chosen | null;
  words: string;
}

/** Sends a case to the unit that is to handle it. */
export function DispatchForm(props: FormProps) {
  const { issue } = props;
  const form = useCommandForm('dispatch', props);
  const candidates = useRemote(`${issue.id}@${issue.version}`, () => listCandidates(issue.id));
  const items = candidates.data?.items ?? [];
  const [draft, change] = useDraft<Draft>(issue.id, 'dispatch', {
    candidateId: null,
    other: null,
    words: '',
  });
  const suggested = items.find((item) => item.suggested)?.organisationId ?? null;
  const picked = draft.other ? null : (draft.candidateId ?? suggested);
  const organisationId = draft.other?.id ?? picked;
  const error = form.error('organisationId');
  return (
    <FormFrame
      form={form}
      body={() => ({ organisationId: organisationId ?? '', words: draft.words })}
      alsoWrong={(): Record<string, string> => (organisationId ? {} : { organisationId: '请选一个处置单位' })}
      submit={issue.kind === 'suggestion' ? '请它答复' : '派遣'}
    >
      {candidates.failure ? (
        <ErrorPanel message={candidates.failure.message} onRetry={candidates.reload} />
      ) : candidates.data ? (
        items.length > 0 ? (
          <ChoiceList
            label={issue.kind === 'suggestion' ? '这一片的单位' : '合适的单位'}
            choices={items.map(({ organisationId: value, name, reasons }) => ({
              value,
              label: name,
              note: reasons.join(' · '),
            }))}
            value={picked}
            onChange={(candidateId) => change({ candidateId, other: null })}
          />
        ) : (
          <p className="desk-form__note">没有单位登记了这一片的这类业务，请在下面按名称找。</p>
        )
      ) : (
        <Skeleton rows={2} />
      )}
      <Field
        id={form.idOf('organisationId')}
        label={items.length > 0 ? '派给别的单位' : '处置单位'}
        error={error}
      >
        <Combobox
          id={form.idOf('organisationId')}
          value={draft.other}
          onChange={(other) => change({ other: other && { id: other.id, name: other.name } })}
          search={findOrganisations}
          placeholder="按单位名称找"
          invalid={error !== undefined}
          describedBy={error ? errorId(form.idOf('organisationId')) : undefined}
          name="organisation"
        />
      </Field>
      <WordsField
        form={form}
        label="给单位的话（可以不写）"
        value={draft.words}
        onChange={(words) => change({ words })}
      />
    </FormFrame>
  );
}

export async function findOrganisations(words: string) {
  const { items } = await searchOrganisations(words);
  return items.map(({ id, shortName, name, kind }) => ({
    id,
    name,
    note: [organisationKindLabels[kind], shortName === name ? '' : shortName].filter(Boolean).join(' · '),
  }));
}
