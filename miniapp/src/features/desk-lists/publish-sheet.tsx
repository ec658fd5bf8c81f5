import { type ListKind, type ListVersion, listKindLabels } from '@gongzhi/shared/lists/schema';
import { localDay } from '@gongzhi/shared/time';
import { useState } from 'react';
import { Button } from '../../components/button';
import { FailureLine } from '../../components/failure-line';
import { Field } from '../../components/field';
import { ErrorPanel } from '../../components/notice';
import { Sheet } from '../../components/sheet';
import { Skeleton } from '../../components/skeleton';
import { TextInput } from '../../components/text-input';
import { now } from '../../platform/clock';
import { useAction } from '../../platform/use-action';
import { useRemote } from '../../platform/use-remote';
import { checkDraft, discardDraft, publishDraft } from './api';
import { Changes } from './compare-sheet';

interface PublishSheetProps {
  kind: ListKind;
  draft: ListVersion;
  /** The version it follows. */
  before: ListVersion | null;
  onClose: () => void;
  onDone: () => void;
}

/** What the draft changes, what is wrong with it and what nobody answers for; then from when it counts. */
export function PublishSheet({ kind, draft, before, onClose, onDone }: PublishSheetProps) {
  const check = useRemote(`check-${draft.id}`, () => checkDraft(kind));
  const [day, setDay] = useState(localDay(now()));
  const [note, setNote] = useState('');
  const [throwing, setThrowing] = useState(false);
  const publish = useAction(async (revision: number) => {
    await publishDraft(kind, { revision, effectiveFrom: day, note });
    onDone();
  });
  const discard = useAction(async (revision: number) => {
    await discardDraft(kind, revision);
    onDone();
  });
  const found = check.data;
  const wrongDay = publish.failure?.fields.effectiveFrom;
  const failure = publish.failure && !wrongDay ? publish.failure : discard.failure;
  return (
    <Sheet title={`发布${listKindLabels[kind]}`} onClose={onClose}>
      {check.failure ? <ErrorPanel message={check.failure.message} onRetry={check.reload} /> : null}
      {!found && !check.failure ? <Skeleton rows={3} /> : null}
      {found ? (
        <>
          {found.errors.length > 0 ? (
            <p className="lists__wrong" role="alert">
              {`还有 ${found.errors.length} 处要改正，改好了才能发布。有问题的行旁边写着原因。`}
            </p>
          ) : null}
          {found.warnings.length > 0 ? (
            <>
              <h3 className="lists__part">{`${found.warnings.length} 处请留意`}</h3>
              <ul className="lists__changes">
                {found.warnings.slice(0, 20).map(({ rowId, message }) => (
                  <li key={`${rowId}-${message}`}>{message}</li>
                ))}
              </ul>
            </>
          ) : null}
          {found.gaps.length > 0 ? (
            <>
              <h3 className="lists__part">{`${found.gaps.length} 种事项在一些地方没有人负责`}</h3>
              <p className="lists__line">可以发布；这些案件不会自动派遣，由指挥中心决定，并记在“缺口”里。</p>
              <ul className="lists__changes">
                {found.gaps.slice(0, 20).map(({ matterCode, matter, areas }) => (
                  <li key={matterCode}>{`${matter}：${areas.map(({ name }) => name).join('、')}`}</li>
                ))}
              </ul>
              {found.gaps.length > 20 ? (
                <p className="lists__line">{`还有 ${found.gaps.length - 20} 种`}</p>
              ) : null}
            </>
          ) : null}
          {before ? <Changes kind={kind} from={before.id} to={draft.id} /> : null}
          {found.errors.length === 0 ? (
            <>
              <Field id="publish-day" label="从哪天起生效" error={wrongDay}>
                <TextInput id="publish-day" kind="date" value={day} onChange={setDay} />
              </Field>
              <Field id="publish-note" label="说明（可以不写）">
                <TextInput
                  id="publish-note"
                  value={note}
                  maxLength={500}
                  placeholder="如 按 12 号文调整"
                  onChange={setNote}
                />
              </Field>
              <p className="lists__line">
                发布后不能再改，要改就再编一版。已经立案的案件仍按立案时的版本办。
              </p>
            </>
          ) : null}
          <FailureLine message={failure?.message} />
          <div className="lists__bar">
            {found.errors.length === 0 ? (
              <Button busy={publish.busy} name="do-publish" onPress={() => void publish.run(found.revision)}>
                {`发布，${day} 起生效`}
              </Button>
            ) : null}
            {throwing ? (
              <Button
                kind="danger"
                busy={discard.busy}
                name="do-discard"
                onPress={() => void discard.run(found.revision)}
              >
                确定丢弃，不能恢复
              </Button>
            ) : (
              <Button kind="quiet" name="discard" onPress={() => setThrowing(true)}>
                丢弃草稿
              </Button>
            )}
          </div>
        </>
      ) : null}
    </Sheet>
  );
}
