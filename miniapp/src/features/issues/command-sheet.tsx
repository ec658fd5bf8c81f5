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
import { AppFailure, failureOf } from '../../platform/failure';
import { useOnline } from '../../platform/network';
import { useDeviceOwner } from '../../platform/session';
import { useAction } from '../../platform/use-action';
import { type CommandBody, commandIssue } from './api';
import './command-sheet.scss';
import { formFor, missingIn, type PhoneCommand } from './command-forms';
import type { KeptPicture } from './drafts/kept-picture';
import { useCommandDraft } from './drafts/use-command-draft';
import { useKeptPictures } from './drafts/use-kept-pictures';

interface CommandSheetProps {
  issue: IssueDetail;
  command: PhoneCommand;
  onDone: (result: CommandResult) => void;
  /** Somebody else was faster: the case is to be read again. */
  onChanged: () => void;
  onClose: () => void;
}

/**
 * Asks for what one command must bring, then gives it. What is filled in stays on this device until it was given; the
 * same key goes with every try, so that an answer that was lost does nothing twice.
 */
export function CommandSheet({ issue, command, onDone, onChanged, onClose }: CommandSheetProps) {
  const form = formFor(command, issue.kind);
  const { draft, change, clear } = useCommandDraft(useDeviceOwner() ?? '', issue, command);
  const { reason, words, standardMet, solved, score, owner } = draft;
  const changePictures = (update: (pictures: KeptPicture[]) => KeptPicture[]) =>
    change(({ pictures }) => ({ pictures: update(pictures) }));
  const pictures = useKeptPictures({
    owner,
    pictures: draft.pictures,
    change: changePictures,
    note: changePictures,
  });
  const online = useOnline();

  const give = useAction(async () => {
    const body = {
      key: draft.key,
      ...(form.reasons ? { reason } : {}),
      ...(form.words ? { words: words.trim() } : {}),
      ...(form.pictures ? { pictureIds: draft.pictures.flatMap(({ uploaded }) => uploaded?.id ?? []) } : {}),
      ...(form.standard ? { standardMet } : {}),
      ...(form.rating ? { solved: solved === 'yes', score } : {}),
    };
    try {
      // The form's table says which fields a command brings; the API checks them by the same contract.
      const result = await commandIssue(issue.id, command, body as CommandBody<PhoneCommand>);
      if (result.repeated && result.issue.abilities.includes(command)) {
        // It was given before and nobody heard the answer; since then the case has come round again.
        change(() => ({ key: newKey() }));
        throw new AppFailure(
          'CONFLICT',
          '这份之前已经提交过，后来案件又转回来了。请看看还对不对，再提交一次',
        );
      }
      clear();
      onDone(result);
    } catch (thrown) {
      const failure = failureOf(thrown);
      if (failure.code === 'ISSUE_STATE_CHANGED') onChanged();
      if (failure.code === 'PICTURE_NOT_FOUND') pictures.sendAgain();
      if (failure.code === 'KEY_REUSED') {
        // An earlier try, whose answer was lost, had other words: the case shows which.
        change(() => ({ key: newKey() }));
        onChanged();
        throw new AppFailure('CONFLICT', '之前已经提交成功一次，和现在写的不一样。请先看看案件现在的样子');
      }
      throw failure;
    }
  });

  const fields = give.failure?.fields ?? {};
  const [tried, setTried] = useState(false);
  const missing = missingIn(form, draft);
  const arriving = pictures.waiting > 0;
  if (!pictures.complete && !arriving) missing.push('重试或去掉没有传上去的照片');
  const press = () => {
    setTried(true);
    if (missing.length === 0) void give.run();
  };

  return (
    <Sheet
      title={form.title}
      onClose={onClose}
      footer={
        <View className="command__give">
          {/* Down here: the field it is about may have been scrolled away. */}
          <FailureLine message={tried && missing.length > 0 ? `还要${missing.join('，')}` : null} />
          <Button
            name="give"
            wide
            kind={form.kind === 'danger' || command === 'withdraw' ? 'danger' : 'main'}
            busy={give.busy}
            disabled={arriving || !online}
            onPress={press}
          >
            {arriving && online ? `还有 ${pictures.waiting} 张照片在传` : form.yes}
          </Button>
        </View>
      }
    >
      <View className="command__intro">{form.intro}</View>
      <FailureLine message={give.failure?.message} />
      <FailureLine
        message={online ? null : '没有网络。写的和拍的已存在这台设备上，联网后从草稿箱打开再提交'}
      />
      {form.rating ? (
        <>
          <ChoiceList
            label={form.rating.question}
            layout="tiles"
            choices={[
              { value: 'yes', label: form.rating.solved },
              { value: 'no', label: form.rating.unsolved },
            ]}
            value={solved}
            onChange={(value) => change(() => ({ solved: value }))}
            error={fields.solved}
          />
          <StarRating
            label={issue.kind === 'suggestion' ? '给答复打几分？' : '给办理打几分？'}
            value={score}
            onChange={(value) => change(() => ({ score: value }))}
          />
        </>
      ) : null}
      {form.reasons ? (
        <ChoiceList
          label="原因"
          choices={Object.entries(reasonLists[form.reasons]).map(([value, label]) => ({ value, label }))}
          value={reason}
          onChange={(value) => change(() => ({ reason: value }))}
          error={fields.reason}
        />
      ) : null}
      {form.pictures ? (
        <>
          <FailureLine message={fields.pictureIds ?? pictures.why} />
          <PictureUploader
            pictures={pictures.items}
            most={pictureLimits.perReport}
            label={form.pictures.label}
            onChoose={pictures.add}
            onRemove={pictures.remove}
            onRetry={pictures.retry}
          />
        </>
      ) : null}
      {form.standard ? (
        <Checkbox
          label="达到了结案标准"
          note={issue.condition?.closingStandard ?? '问题已经消除，现场恢复整洁'}
          checked={standardMet}
          onChange={(value) => change(() => ({ standardMet: value }))}
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
            onChange={(value) => change(() => ({ words: value }))}
          />
        </Field>
      ) : null}
    </Sheet>
  );
}
