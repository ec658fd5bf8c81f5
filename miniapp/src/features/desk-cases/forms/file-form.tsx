import { conditionsOf } from '@gongzhi/shared/standards/catalogue';
import { describeLimit } from '@gongzhi/shared/standards/labels';
import { ChoiceList } from '../../../components/choice-list';
import { Skeleton } from '../../../components/skeleton';
import { useDeskTools } from '../desk-tools';
import { useDraft } from '../drafts';
import { type FormProps, useCommandForm } from '../use-command-form';
import { FormFrame } from './form-frame';

/** Files a case under one condition of its matter: that sets the limit and what counts as done. */
export function FileForm(props: FormProps) {
  const { issue } = props;
  const { catalogue } = useDeskTools();
  const form = useCommandForm('file', props);
  const conditions = catalogue && issue.matter ? conditionsOf(catalogue, issue.matter.code) : [];
  const only = conditions.length === 1 ? (conditions[0]?.code ?? null) : null;
  const [draft, change] = useDraft<{ conditionCode: string | null }>(issue.id, 'file', {
    conditionCode: only,
  });
  // A condition of the matter it had before a correction is none.
  const conditionCode = conditions.some(({ code }) => code === draft.conditionCode)
    ? draft.conditionCode
    : only;
  const chosen = conditions.find(({ code }) => code === conditionCode);
  if (!catalogue) return <Skeleton rows={2} />;
  return (
    <FormFrame
      form={form}
      body={() => ({ conditionCode: conditionCode ?? '' })}
      alsoWrong={(): Record<string, string> => (conditionCode ? {} : { conditionCode: '请选一个立案条件' })}
      submit="立案"
    >
      <div id={form.idOf('conditionCode')}>
        <ChoiceList
          label={`“${issue.matter?.name ?? ''}”的立案条件`}
          choices={conditions.map(({ code, text, limit, source }) => ({
            value: code,
            label: text,
            note: `处置时限 ${describeLimit(limit)}${source === '示例' ? ' · 示例' : ''}`,
          }))}
          value={conditionCode}
          onChange={(code) => change({ conditionCode: code })}
          error={form.error('conditionCode')}
        />
      </div>
      {chosen ? (
        <p className="desk-form__note">结案标准：{chosen.closingStandard}。时限从派遣给单位时起算。</p>
      ) : null}
    </FormFrame>
  );
}
