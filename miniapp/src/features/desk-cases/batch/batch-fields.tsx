import { reasonLists } from '@gongzhi/shared/issues/reasons';
import type { IssueCard } from '@gongzhi/shared/issues/schema';
import { conditionsOf } from '@gongzhi/shared/standards/catalogue';
import { describeLimit } from '@gongzhi/shared/standards/labels';
import { ChoiceList } from '../../../components/choice-list';
import { Combobox } from '../../../components/combobox';
import { errorId, Field } from '../../../components/field';
import { useRemote } from '../../../platform/use-remote';
import { listCandidates } from '../api';
import { type CommandFields, commandFields, type PlainCommand } from '../command-fields';
import { useDeskTools } from '../desk-tools';
import { findOrganisations } from '../forms/dispatch-form';
import { MatterField } from '../forms/matter-field';
import { ReasonField } from '../forms/reason-field';
import { WordsField } from '../forms/words-field';
import type { FormFields } from '../use-command-form';
import { proposedWords } from '../words';
import { type BatchCommand, type BatchInput, byMatter, withoutMatter } from './batch-plan';

interface BatchFieldsProps {
  command: BatchCommand;
  cases: readonly IssueCard[];
  form: FormFields;
  input: BatchInput;
  onChange: (change: Partial<BatchInput>) => void;
}

/** What is filled in once for all cases of a batch. */
export function BatchFields(props: BatchFieldsProps) {
  switch (props.command) {
    case 'accept':
      return <AcceptFields {...props} />;
    case 'file':
      return <FileFields {...props} />;
    case 'dispatch':
      return <DispatchFields {...props} />;
    default:
      return <PlainFields {...props} command={props.command} />;
  }
}

function AcceptFields({ cases, form, input, onChange }: BatchFieldsProps) {
  const unclassed = withoutMatter(cases);
  const classed = cases.length - unclassed.length;
  return (
    <>
      {classed > 0 ? (
        <p className="desk-form__note">{`${classed} 件照上报时选的类别受理：${byMatter(cases)
          .map(({ name, count }) => `${name} ${count} 件`)
          .join('、')}。`}</p>
      ) : null}
      {unclassed.length > 0 ? (
        <MatterField
          id={form.idOf('matterCode')}
          label={`还没有类别的 ${unclassed.length} 件，归为`}
          value={input.matterCode}
          onChange={(matterCode) => onChange({ matterCode })}
          about={unclassed.map(({ title }) => title).join(' ')}
          groupCode={unclassed[0]?.group?.code ?? null}
          error={form.error('matterCode')}
        />
      ) : null}
      <p className="desk-form__note">
        位置照上报的不变。批量受理不公开文字和照片；要公开的，受理后在“更正”里逐件选。
      </p>
    </>
  );
}

function FileFields({ cases, form, input, onChange }: BatchFieldsProps) {
  const { catalogue } = useDeskTools();
  if (!catalogue) return null;
  return (
    <div id={form.idOf('conditionCode')} tabIndex={-1}>
      {byMatter(cases).map(({ code, name, count }) => {
        const conditions = conditionsOf(catalogue, code);
        return (
          <ChoiceList
            key={code}
            label={`“${name}”${count} 件，立案条件`}
            choices={conditions.map((condition) => ({
              value: condition.code,
              label: condition.text,
              note: `处置时限 ${describeLimit(condition.limit)}`,
            }))}
            value={input.conditions[code] ?? (conditions.length === 1 ? (conditions[0]?.code ?? null) : null)}
            onChange={(condition) => onChange({ conditions: { ...input.conditions, [code]: condition } })}
          />
        );
      })}
      {form.error('conditionCode') ? (
        <div className="choices__error">{form.error('conditionCode')}</div>
      ) : null}
    </div>
  );
}

/** How many cases are asked who may handle them; of a larger batch the first ones stand for all. */
const MOST_ASKED = 30;
const MOST_OFFERED = 6;

interface Fitting {
  id: string;
  name: string;
  fits: number;
}

/** The units that fit the most of these cases first. */
async function fittingUnits(cases: readonly IssueCard[]): Promise<Fitting[]> {
  const lists = await Promise.all(cases.map(({ id }) => listCandidates(id)));
  const found = new Map<string, Fitting>();
  for (const { organisationId: id, name } of lists.flatMap(({ items }) => items)) {
    found.set(id, { id, name, fits: (found.get(id)?.fits ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => b.fits - a.fits).slice(0, MOST_OFFERED);
}

function DispatchFields({ cases, form, input, onChange }: BatchFieldsProps) {
  const asked = cases.slice(0, MOST_ASKED);
  const { data } = useRemote(asked.map(({ id }) => id).join(), () => fittingUnits(asked));
  const offered = data ?? [];
  const id = form.idOf('organisationId');
  const error = form.error('organisationId');
  const isOffered = offered.some((unit) => unit.id === input.organisation?.id);
  return (
    <>
      <div className="batch__units">
        {data === null ? <p className="desk-form__note">正在找合适的单位…</p> : null}
        {offered.length > 0 ? (
          <ChoiceList
            label="合适的单位"
            choices={offered.map(({ id: value, name, fits }) => ({
              value,
              label: name,
              note: fits === asked.length ? `适合全部 ${fits} 件` : `适合其中 ${fits} 件`,
            }))}
            value={isOffered ? (input.organisation?.id ?? null) : null}
            onChange={(value) => {
              const unit = offered.find((each) => each.id === value);
              if (unit) onChange({ organisation: { id: unit.id, name: unit.name } });
            }}
          />
        ) : null}
      </div>
      <Field id={id} label={offered.length > 0 ? '派给别的单位' : '处置单位'} error={error}>
        <Combobox
          id={id}
          value={isOffered ? null : input.organisation}
          onChange={(unit) => onChange({ organisation: unit && { id: unit.id, name: unit.name } })}
          search={findOrganisations}
          placeholder="按单位名称找"
          invalid={error !== undefined}
          describedBy={error ? errorId(id) : undefined}
          name="batch-organisation"
        />
      </Field>
      <WordsField
        form={form}
        label="给单位的话（可以不写）"
        value={input.words}
        onChange={(words) => onChange({ words })}
      />
    </>
  );
}

function PlainFields({ command, form, input, onChange }: BatchFieldsProps & { command: PlainCommand }) {
  const fields: CommandFields = commandFields[command];
  return (
    <>
      {fields.reasons ? (
        <ReasonField
          form={form}
          reasons={reasonLists[fields.reasons]}
          value={input.reason}
          onChange={(reason) =>
            onChange({ reason, words: proposedWords(command, input.words, input.reason, reason) })
          }
        />
      ) : null}
      <WordsField
        form={form}
        field={fields.words.field}
        label={fields.words.label}
        hint="每一件都用这段话"
        maxLength={fields.words.most ?? 500}
        value={input.words}
        onChange={(words) => onChange({ words })}
      />
    </>
  );
}
