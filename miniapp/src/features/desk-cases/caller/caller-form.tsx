import { type IssueDetail, reportInput } from '@gongzhi/shared/issues/schema';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Checkbox } from '../../../components/checkbox';
import { ChoiceList } from '../../../components/choice-list';
import { ErrorSummary } from '../../../components/error-summary';
import { FailureLine } from '../../../components/failure-line';
import { errorId, Field } from '../../../components/field';
import { SelectBox } from '../../../components/select-box';
import { TextInput } from '../../../components/text-input';
import { useAction } from '../../../platform/use-action';
import { reportCase } from '../api';
import { errorOf, type FieldErrors, fieldErrors } from '../check-input';
import { dropKey, keyFor } from '../command-keys';
import { useDeskTools } from '../desk-tools';
import { dropDraft, useDraft } from '../drafts';
import '../forms/forms.scss';
import { MatterField } from '../forms/matter-field';
import { alsoMissing, type CallerDraft, emptyCall, reportOf } from './caller-draft';
import './caller-form.scss';
import { CallerPlace } from './caller-place';
import { SimilarCases } from './similar-cases';
import { useSimilar } from './use-similar';

const DRAFT = 'caller';
const idOf = (path: string) => `call-${path.replace('caller.', '')}`;

interface CallerFormProps {
  caseHref: (id: string) => string;
  onSaved: (issue: IssueDetail) => void;
}

/** A caller's report, written down while they are on the line. It survives looking something up elsewhere. */
export function CallerForm({ caseHref, onSaved }: CallerFormProps) {
  const [draft, change] = useDraft<CallerDraft>('new', DRAFT, emptyCall);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [attempt, setAttempt] = useState(0);
  const similar = useSimilar(draft.exact ? draft.place.point : null, draft.matterCode, draft.groupCode);
  const save = useAction(async () => {
    const body = reportOf(draft);
    const { issue } = await reportCase({ ...body, key: keyFor('new', DRAFT, body) });
    dropKey('new', DRAFT);
    dropDraft('new', DRAFT);
    onSaved(issue);
  });
  const press = () => {
    const found = whatIsWrong(draft);
    setErrors(found);
    setAttempt((old) => old + 1);
    if (Object.keys(found).length === 0) void save.run();
  };
  const shown = { ...errors, ...save.failure?.fields };
  const error = (path: string) => errorOf(shown, path);
  const summary = Object.entries(shown).map(([path, message]) => ({ fieldId: idOf(path), message }));

  return (
    <form className="caller desk-form" noValidate onSubmit={(event) => event.preventDefault()}>
      <div className="caller__column">
        <ErrorSummary errors={summary} attempt={attempt} />
        <ChoiceList
          label="来源"
          layout="tiles"
          value={draft.source}
          onChange={(source) => change({ source })}
          choices={[
            { value: 'hotline_12319', label: '12319 来电' },
            { value: 'hotline_12345', label: '12345 转办' },
          ]}
        />
        <div className="caller__pair">
          <TextField
            id={idOf('name')}
            label="称呼"
            value={draft.name}
            error={error('caller.name')}
            onChange={(name) => change({ name })}
          />
          <TextField
            id={idOf('phone')}
            label="电话"
            kind="phone"
            value={draft.phone}
            error={error('caller.phone')}
            onChange={(phone) => change({ phone })}
          />
        </div>
        <TextField
          id={idOf('text')}
          label="说了什么"
          lines={4}
          maxLength={1000}
          value={draft.text}
          error={error('text')}
          onChange={(text) => change({ text })}
        />
        <ChoiceList
          label="性质"
          layout="tiles"
          value={draft.kind}
          onChange={(kind) => change({ kind })}
          choices={[
            { value: 'problem', label: '反映问题' },
            { value: 'suggestion', label: '提建议' },
          ]}
        />
        <Groups draft={draft} onChange={change} />
        <MatterField
          id={idOf('matterCode')}
          label="类别（可以留给受理时定）"
          value={draft.matterCode}
          onChange={(matterCode) => change({ matterCode })}
          about={draft.text}
          groupCode={draft.groupCode}
          error={error('matterCode')}
        />
        <Checkbox
          label="处置单位可以看到来电人的称呼和电话"
          checked={draft.shareContact}
          onChange={(shareContact) => change({ shareContact })}
        />
      </div>
      <div className="caller__column">
        <CallerPlace draft={draft} onChange={change} error={error} idOf={idOf} />
        <SimilarCases similar={similar} caseHref={caseHref} />
        {summary.length === 0 ? <FailureLine message={save.failure?.message} /> : null}
        <div className="desk-form__foot">
          <Button wide busy={save.busy} name="save-call" onPress={press}>
            登记
          </Button>
        </div>
      </div>
    </form>
  );
}

/** The contract's words; for the place and what this form asks more strictly, its own. */
function whatIsWrong(draft: CallerDraft): FieldErrors {
  const byContract = fieldErrors(reportInput, { ...reportOf(draft), key: 'checking-only' });
  const elsewhere = Object.entries(byContract).filter(([path]) => !path.startsWith('place'));
  return { ...Object.fromEntries(elsewhere), ...alsoMissing(draft) };
}

interface TextFieldProps {
  id: string;
  label: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
  kind?: 'phone';
  lines?: number;
  maxLength?: number;
}

function TextField({ id, label, error, maxLength = 20, ...input }: TextFieldProps) {
  return (
    <Field id={id} label={label} error={error}>
      <TextInput
        id={id}
        maxLength={maxLength}
        invalid={error !== undefined}
        {...(error ? { describedBy: errorId(id) } : {})}
        {...input}
      />
    </Field>
  );
}

function Groups({ draft, onChange }: { draft: CallerDraft; onChange: (part: Partial<CallerDraft>) => void }) {
  const { catalogue } = useDeskTools();
  return (
    <Field id={idOf('groupCode')} label="哪一类">
      <SelectBox
        id={idOf('groupCode')}
        none="不确定"
        value={draft.groupCode ?? ''}
        options={(catalogue?.groups ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(code) => onChange({ groupCode: code || null })}
      />
    </Field>
  );
}
