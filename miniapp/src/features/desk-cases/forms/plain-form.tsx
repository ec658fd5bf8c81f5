import { reasonLists } from '@gongzhi/shared/issues/reasons';
import type { IssueDetail } from '@gongzhi/shared/issues/schema';
import { Checkbox } from '../../../components/checkbox';
import { Icon } from '../../../components/icon';
import { fieldsFor, type PlainCommand } from '../command-fields';
import type { CommandBody } from '../desk-commands';
import { useDraft } from '../drafts';
import { type FormProps, useCommandForm } from '../use-command-form';
import { usePictures } from '../use-pictures';
import { closingWords, proposedWords } from '../words';
import { FormFrame } from './form-frame';
import { PicturesField, unfinishedPictures } from './pictures-field';
import { ReasonField } from './reason-field';
import { WordsField } from './words-field';

interface Draft {
  reason: string | null;
  words: string;
  standardMet: boolean;
}

/** The form of every command that is a reason, pictures and words, as the table says. */
export function PlainForm({ command, ...props }: FormProps & { command: PlainCommand }) {
  const { issue, onDone } = props;
  const fields = fieldsFor(command, issue.kind);
  const pictures = usePictures(`${issue.id}/${command}`);
  const form = useCommandForm(command, {
    ...props,
    onDone: (...done) => {
      pictures.clear();
      onDone(...done);
    },
  });
  const [draft, change] = useDraft<Draft>(issue.id, command, {
    reason: null,
    words: command === 'close' ? closingWords(issue) : '',
    standardMet: false,
  });
  const { reason, words, standardMet } = draft;
  // The table says which of these a command has; its contract checks them again.
  const body = () =>
    ({
      ...(fields.reasons && { reason }),
      ...(fields.pictures && { pictureIds: pictures.ids }),
      ...(fields.standard && { standardMet }),
      [fields.words.field]: words,
    }) as CommandBody<PlainCommand>;
  const alsoWrong = (): Record<string, string> => ({
    ...(fields.reasons && !reason && { reason: '请选一个原因' }),
    ...(fields.pictures?.missing && pictures.list.length === 0 && { pictureIds: fields.pictures.missing }),
    ...(fields.pictures && unfinishedPictures(pictures)),
  });
  return (
    <FormFrame
      form={form}
      body={body}
      alsoWrong={alsoWrong}
      submit={fields.submit}
      {...(fields.confirm && {
        confirm: {
          title: fields.confirm.title,
          words: fields.confirm.words(issue.assignedTo?.name ?? '处置单位'),
        },
      })}
    >
      {fields.reasons ? (
        <ReasonField
          form={form}
          reasons={reasonLists[fields.reasons]}
          value={reason}
          onChange={(next) => change({ reason: next, words: proposedWords(command, words, reason, next) })}
        />
      ) : null}
      {fields.pictures ? (
        <PicturesField
          id={form.idOf('pictureIds')}
          pictures={pictures}
          label={fields.pictures.label}
          {...(fields.pictures.note ? { note: fields.pictures.note } : {})}
          error={form.error('pictureIds')}
        />
      ) : null}
      {fields.standard ? (
        <Standard
          id={form.idOf('standardMet')}
          error={form.error('standardMet')}
          condition={issue.condition}
          met={standardMet}
          onChange={(met) => change({ standardMet: met })}
        />
      ) : null}
      <WordsField
        form={form}
        field={fields.words.field}
        label={fields.words.label}
        {...(fields.words.hint ? { hint: fields.words.hint } : {})}
        maxLength={fields.words.most ?? 500}
        value={words}
        onChange={(next) => change({ words: next })}
      />
    </FormFrame>
  );
}

interface StandardProps {
  id: string;
  error: string | undefined;
  condition: IssueDetail['condition'];
  met: boolean;
  onChange: (met: boolean) => void;
}

function Standard({ id, error, condition, met, onChange }: StandardProps) {
  return (
    <div id={id} className="desk-form__check">
      {error ? (
        <div className="field__error" role="alert">
          <Icon name="late" size="small" />
          <span>{error}</span>
        </div>
      ) : null}
      <Checkbox
        label="达到结案标准"
        {...(condition ? { note: condition.closingStandard } : {})}
        checked={met}
        onChange={onChange}
      />
    </div>
  );
}
