import { complaintReasons } from '@gongzhi/shared/complaints/reasons';
import type { ComplaintView } from '@gongzhi/shared/complaints/schema';
import { useState } from 'react';
import { Button } from '../../components/button';
import { Confirm } from '../../components/confirm';
import { FailureLine } from '../../components/failure-line';
import { errorId, Field } from '../../components/field';
import { Tag } from '../../components/state-tag';
import { TextInput } from '../../components/text-input';
import { when } from '../../components/when';
import { now } from '../../platform/clock';
import { useAction } from '../../platform/use-action';
import { answerComplaint, coverCase, uncoverCase } from './api';

interface ComplaintProps {
  complaint: ComplaintView;
  onChanged: () => void;
}

/** One complaint: what is said, what the public sees of the case, and the answer. */
export function Complaint({ complaint, onChanged }: ComplaintProps) {
  const { reason, words, by, createdAt, answer } = complaint;
  return (
    <li className="complaints__one" data-name="complaint">
      <div className="complaints__head">
        <strong>{complaintReasons[reason]}</strong>
        <span className="complaints__note tabular">{`${by}，${when(now(), createdAt)}`}</span>
      </div>
      <p className="complaints__words">{words}</p>
      <CaseOf complaint={complaint} onChanged={onChanged} />
      {answer ? (
        <div className="complaints__answer">
          <div className="complaints__note">{`${answer.by}答复，${when(now(), answer.at)}`}</div>
          {answer.words}
        </div>
      ) : (
        <Answer complaint={complaint} onChanged={onChanged} />
      )}
    </li>
  );
}

/** The case complained of, and the one step that keeps its content from the public while it is looked into. */
function CaseOf({ complaint: { issue, reason }, onChanged }: ComplaintProps) {
  const [asking, setAsking] = useState(false);
  const change = useAction(async () => {
    if (!issue) return;
    if (issue.canCover) await coverCase(issue.id, `有人投诉：${complaintReasons[reason]}，核实期间先遮起来`);
    else await uncoverCase(issue.id, '核实过了，恢复公开');
    setAsking(false);
    onChanged();
  });
  if (!issue) return null;
  const { covered, canCover, canUncover } = issue;
  return (
    <div className="complaints__case">
      <div className="complaints__head">
        <a href={`/case?id=${issue.id}`} target="_blank" rel="noreferrer">
          {`案件 ${issue.number}：${issue.title}`}
        </a>
        {covered ? (
          <Tag tone="due" icon="lock">
            已遮起来
          </Tag>
        ) : null}
      </div>
      <FailureLine message={change.failure?.message} />
      {canCover || canUncover ? (
        <div className="complaints__buttons">
          <Button
            kind="plain"
            icon="lock"
            name={canCover ? 'cover' : 'uncover'}
            onPress={() => setAsking(true)}
          >
            {canCover ? '先遮起来' : '恢复公开'}
          </Button>
        </div>
      ) : null}
      {asking ? (
        <Confirm
          title={canCover ? '先遮起来？' : '恢复公开？'}
          yes={canCover ? '遮起来' : '恢复公开'}
          busy={change.busy}
          onYes={() => void change.run()}
          onClose={() => setAsking(false)}
        >
          {canCover
            ? '公众暂时看不到这个案件的文字、照片和准确位置；办理照常，上报人会收到消息。核实以后可以恢复。'
            : '公众又能看到受理时选定公开的文字和照片，上报人会收到消息。'}
        </Confirm>
      ) : null}
    </div>
  );
}

function Answer({ complaint: { id }, onChanged }: ComplaintProps) {
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const send = useAction(async () => {
    await answerComplaint(id, words.trim());
    onChanged();
  });
  const field = `answer-${id}`;
  const error = tried && !words.trim() ? '请写答复' : send.failure?.fields.words;
  const press = () => {
    setTried(true);
    if (words.trim()) void send.run();
  };
  return (
    <div>
      <FailureLine message={error ? undefined : send.failure?.message} />
      <Field id={field} label="答复（写进对方的消息）" error={error}>
        <TextInput
          id={field}
          lines={3}
          value={words}
          maxLength={1000}
          invalid={Boolean(error)}
          describedBy={errorId(field)}
          onChange={setWords}
        />
      </Field>
      <div className="complaints__buttons">
        <Button name="answer" busy={send.busy} onPress={press}>
          答复
        </Button>
      </div>
    </div>
  );
}
