import { pictureLimits } from '@gongzhi/shared/files/schema';
import { reasonLists } from '@gongzhi/shared/issues/reasons';
import type { CommandResult, IssueDetail } from '@gongzhi/shared/issues/schema';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Checkbox } from '../../components/checkbox';
import { ChoiceList } from '../../components/choice-list';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { PictureUploader } from '../../components/picture-uploader';
import { Sheet } from '../../components/sheet';
import { StarRating } from '../../components/star-rating';
import { TextInput } from '../../components/text-input';
import { newKey } from '../../platform/command-key';
import { useAction } from '../../platform/use-action';
import { useUploads } from '../../platform/use-uploads';
import { type CommandBody, commandIssue } from './api';
import './command-sheet.scss';
import { commandForms, type PhoneCommand } from './command-forms';

interface CommandSheetProps {
  issue: IssueDetail;
  command: PhoneCommand;
  onDone: (result: CommandResult) => void;
  /** Somebody else was faster: the case is to be read again. */
  onChanged: () => void;
  onClose: () => void;
}

/** Asks for what one command must bring, then gives it. The same key goes with every try. */
export function CommandSheet({ issue, command, onDone, onChanged, onClose }: CommandSheetProps) {
  const form = commandForms[command];
  const [key] = useState(newKey);
  const [reason, setReason] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [standardMet, setStandardMet] = useState(false);
  const [solved, setSolved] = useState<'yes' | 'no' | null>(null);
  const [score, setScore] = useState(0);
  const uploads = useUploads();

  const give = useAction(async () => {
    const body = {
      key,
      ...(form.reasons ? { reason } : {}),
      ...(form.words ? { words: words.trim() } : {}),
      ...(form.pictures ? { pictureIds: uploads.uploaded.map(({ id }) => id) } : {}),
      ...(form.standard ? { standardMet } : {}),
      ...(form.rating ? { solved: solved === 'yes', score } : {}),
    };
    try {
      // The form's table says which fields a command brings; the API checks them by the same contract.
      onDone(await commandIssue(issue.id, command, body as CommandBody<PhoneCommand>));
    } catch (failure) {
      if ((failure as { code?: string }).code === 'ISSUE_STATE_CHANGED') onChanged();
      throw failure;
    }
  });

  const fields = give.failure?.fields ?? {};
  const answered =
    (!form.reasons || reason !== null) &&
    (!form.words?.required || words.trim().length > 0) &&
    (!form.pictures || uploads.uploaded.length > 0) &&
    (!form.standard || standardMet) &&
    (!form.rating || (solved !== null && score > 0));

  return (
    <Sheet
      title={form.title}
      onClose={onClose}
      footer={
        <Button
          name="give"
          kind={form.kind === 'danger' || command === 'withdraw' ? 'danger' : 'main'}
          busy={give.busy}
          disabled={!answered || uploads.waiting > 0}
          onPress={() => void give.run()}
        >
          {uploads.waiting > 0 ? `还有 ${uploads.waiting} 张照片在传` : form.yes}
        </Button>
      }
    >
      <View className="command__intro">{form.intro}</View>
      <FailureLine message={give.failure?.message} />
      {form.rating ? (
        <>
          <ChoiceList
            label="问题解决了吗？"
            layout="tiles"
            choices={[
              { value: 'yes', label: '解决了' },
              { value: 'no', label: '没有解决' },
            ]}
            value={solved}
            onChange={setSolved}
            error={fields.solved}
          />
          <StarRating label="给办理打几分？" value={score} onChange={setScore} />
        </>
      ) : null}
      {form.reasons ? (
        <ChoiceList
          label="原因"
          choices={Object.entries(reasonLists[form.reasons]).map(([value, label]) => ({ value, label }))}
          value={reason}
          onChange={setReason}
          error={fields.reason}
        />
      ) : null}
      {form.pictures ? (
        <>
          <FailureLine message={fields.pictureIds} />
          <PictureUploader
            pictures={uploads.items}
            most={pictureLimits.perReport}
            label={form.pictures.label}
            onChoose={uploads.add}
            onRemove={uploads.remove}
            onRetry={uploads.retry}
          />
        </>
      ) : null}
      {form.standard ? (
        <Checkbox
          label="达到了结案标准"
          note={issue.condition?.closingStandard ?? '问题已经消除，现场恢复整洁'}
          checked={standardMet}
          onChange={setStandardMet}
        />
      ) : null}
      {form.words ? (
        <Field id="command-words" label={form.words.label} error={fields.words}>
          <TextInput
            id="command-words"
            lines={3}
            value={words}
            maxLength={500}
            placeholder={form.words.placeholder ?? ''}
            invalid={Boolean(fields.words)}
            describedBy={errorId('command-words')}
            onChange={setWords}
          />
        </Field>
      ) : null}
    </Sheet>
  );
}
