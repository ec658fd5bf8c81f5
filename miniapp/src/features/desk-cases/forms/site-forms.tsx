import { type ReasonCode, reasonLists } from '@gongzhi/shared/issues/reasons';
import { Checkbox } from '../../../components/checkbox';
import { Icon } from '../../../components/icon';
import { useDraft } from '../drafts';
import { type FormProps, useCommandForm } from '../use-command-form';
import { usePictures } from '../use-pictures';
import { commandLabel } from '../words';
import { FormFrame } from './form-frame';
import { PicturesField, unfinishedPictures } from './pictures-field';
import { ReasonField } from './reason-field';
import { WordsField } from './words-field';

/** The unit says what it did and shows it; a suggestion is answered in words. */
export function HandleForm(props: FormProps) {
  const { issue, onDone } = props;
  const pictures = usePictures(`${issue.id}/handle`);
  const form = useCommandForm('handle', {
    ...props,
    onDone: (...done) => {
      pictures.clear();
      onDone(...done);
    },
  });
  const [{ words }, change] = useDraft(issue.id, 'handle', { words: '' });
  const answer = issue.kind === 'suggestion';
  const alsoWrong = () => ({
    ...(!answer && pictures.list.length === 0 && { pictureIds: '至少要有一张处理后的照片' }),
    ...unfinishedPictures(pictures),
  });
  return (
    <FormFrame
      form={form}
      body={() => ({ words, pictureIds: pictures.ids })}
      alsoWrong={alsoWrong}
      submit={answer ? '提交答复' : '处理完了'}
    >
      <PicturesField
        id={form.idOf('pictureIds')}
        pictures={pictures}
        label={answer ? '附照片（可以不附）' : '处理后的照片'}
        {...(answer ? {} : { note: '在现场拍，和上报的照片同一个角度' })}
        error={form.error('pictureIds')}
      />
      <WordsField
        form={form}
        label={answer ? '答复' : '怎么处理的'}
        value={words}
        maxLength={1000}
        onChange={(next) => change({ words: next })}
      />
    </FormFrame>
  );
}

/** The check found it done: a picture, and the closing standard is met. */
export function PassForm(props: FormProps) {
  const { issue, onDone } = props;
  const pictures = usePictures(`${issue.id}/pass`);
  const form = useCommandForm('pass', {
    ...props,
    onDone: (...done) => {
      pictures.clear();
      onDone(...done);
    },
  });
  const [{ standardMet, words }, change] = useDraft(issue.id, 'pass', { standardMet: false, words: '' });
  return (
    <FormFrame
      form={form}
      // The contract takes nothing but true; the check below says so before it is sent.
      body={() => ({ standardMet: standardMet as true, words, pictureIds: pictures.ids })}
      alsoWrong={() => unfinishedPictures(pictures)}
      submit="核查通过"
    >
      <PicturesField
        id={form.idOf('pictureIds')}
        pictures={pictures}
        label="核查的照片"
        error={form.error('pictureIds')}
      />
      <div id={form.idOf('standardMet')} className="desk-form__check">
        {form.error('standardMet') ? (
          <div className="field__error" role="alert">
            <Icon name="late" size="small" />
            <span>{form.error('standardMet')}</span>
          </div>
        ) : null}
        <Checkbox
          label="达到结案标准"
          {...(issue.condition ? { note: issue.condition.closingStandard } : {})}
          checked={standardMet}
          onChange={(next) => change({ standardMet: next })}
        />
      </div>
      <WordsField
        form={form}
        label="说明（可以不写）"
        value={words}
        onChange={(next) => change({ words: next })}
      />
    </FormFrame>
  );
}

/** The check found it not done: it goes back to the unit. */
export function FailForm(props: FormProps) {
  const { issue, onDone } = props;
  const pictures = usePictures(`${issue.id}/fail`);
  const form = useCommandForm('fail', {
    ...props,
    onDone: (...done) => {
      pictures.clear();
      onDone(...done);
    },
  });
  const [{ reason, words }, change] = useDraft<{ reason: ReasonCode<'fail'> | null; words: string }>(
    issue.id,
    'fail',
    { reason: null, words: '' },
  );
  return (
    <FormFrame
      form={form}
      body={() => ({ reason: reason ?? 'other', words, pictureIds: pictures.ids })}
      alsoWrong={(): Record<string, string> => ({
        ...(!reason && { reason: '请选一个原因' }),
        ...unfinishedPictures(pictures),
      })}
      submit={commandLabel('fail', issue.kind)}
      confirm={{
        title: '确定不通过吗？',
        words: `案件会发回${issue.assignedTo?.name ?? '处置单位'}继续处理，记一次返工。`,
      }}
    >
      <ReasonField
        form={form}
        reasons={reasonLists.fail}
        value={reason}
        onChange={(next) => change({ reason: next })}
      />
      <PicturesField
        id={form.idOf('pictureIds')}
        pictures={pictures}
        label="现场的照片"
        error={form.error('pictureIds')}
      />
      <WordsField
        form={form}
        label="说明（可以不写）"
        value={words}
        onChange={(next) => change({ words: next })}
      />
    </FormFrame>
  );
}
