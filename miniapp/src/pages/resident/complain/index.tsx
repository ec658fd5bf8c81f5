import { type ComplaintReason, complaintReasons } from '@gongzhi/shared/complaints/reasons';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { ChoiceList } from '../../../components/choice-list';
import { FailureLine } from '../../../components/failure-line';
import { errorId, Field } from '../../../components/field';
import { TextInput } from '../../../components/text-input';
import { makeComplaint } from '../../../features/complaints/api';
import { Screen } from '../../../features/shell/screen';
import { newKey } from '../../../platform/command-key';
import { replaceWith } from '../../../platform/navigate';
import { tell } from '../../../platform/tell';
import { useAction } from '../../../platform/use-action';
import './index.scss';

const reasons = Object.entries(complaintReasons).map(([value, label]) => ({
  value: value as ComplaintReason,
  label,
}));

/** Says what is wrong: with a case when one came from its page, else with anything. */
export default function ComplainPage() {
  const { issue, number } = useRouter().params;
  const [key] = useState(newKey);
  const [reason, setReason] = useState<ComplaintReason | null>(null);
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState(false);
  const send = useAction(async () => {
    setAsked(true);
    if (!reason || !words.trim()) return;
    await makeComplaint({ key, reason, words: words.trim(), ...(issue ? { issueId: issue } : {}) });
    tell('收到了，答复会到您的消息里');
    replaceWith('complaints');
  });
  const fields = {
    ...(asked && !reason && { reason: '请选一项' }),
    ...(asked && !words.trim() && { words: '请写一写是怎么回事' }),
    ...send.failure?.fields,
  };
  return (
    <Screen
      title={issue ? '投诉这条内容' : '投诉与反馈'}
      signIn="登录后可以投诉，答复会到您的消息里。"
      footer={
        <Button name="send-complaint" busy={send.busy} onPress={() => void send.run()}>
          提交
        </Button>
      }
    >
      <Card>
        {issue ? (
          <View className="complain__about tabular">
            {number ? `关于案件 ${number}` : '关于您刚才看的案件'}
          </View>
        ) : null}
        <FailureLine message={send.failure?.message} />
        <ChoiceList
          label="有什么不妥？"
          choices={reasons}
          value={reason}
          onChange={setReason}
          error={fields.reason}
        />
        <Field
          id="complaint-words"
          label="请说具体些"
          hint="是哪句话、哪张照片，或者哪一步办得不对。只有城管局的人看得到。"
          error={fields.words}
        >
          <TextInput
            id="complaint-words"
            lines={5}
            value={words}
            maxLength={1000}
            invalid={Boolean(fields.words)}
            describedBy={errorId('complaint-words')}
            onChange={setWords}
          />
        </Field>
      </Card>
    </Screen>
  );
}
