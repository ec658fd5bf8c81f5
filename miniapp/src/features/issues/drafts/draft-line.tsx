import { Card } from '../../../components/card';
import { ListRow } from '../../../components/list-row';
import { go } from '../../../platform/navigate';
import { drafts } from './draft-store';
import { waitingNote } from './draft-words';
import { sentReports } from './sent-reports';

/** On the first page: what waits to be sent, wants a look, or has gone out by itself. Nothing when all is well. */
export function DraftLine() {
  const mine = drafts.useMine();
  const sent = sentReports.useMine();
  const troubled = mine.filter(({ state }) => state === 'attention').length;
  const waiting = mine.filter(({ state }) => state === 'waiting' || state === 'sending');
  if (troubled + waiting.length + sent.length === 0) return null;
  const told = waiting.find(({ sending }) => sending.waitsFor) ?? waiting[0];
  const [last] = sent;
  return (
    <Card flush>
      {troubled > 0 ? (
        <ListRow
          icon="late"
          title={`${troubled} 件上报要您看一下`}
          note="没有发出，改一改就能再发"
          onPress={() => go('drafts')}
        />
      ) : null}
      {told ? (
        <ListRow
          icon="waiting"
          title={`${waiting.length} 件上报在等着发送`}
          note={waitingNote(told, told.sending.waitsFor)}
          onPress={() => go('drafts')}
        />
      ) : null}
      {last ? (
        <ListRow
          icon="solved"
          title={sent.length > 1 ? `${sent.length} 件等着的上报已经发出` : '等着的上报已经发出'}
          note={last.title}
          onPress={() => {
            if (sent.length > 1) {
              go('drafts');
              return;
            }
            sentReports.remove(last.id);
            go('case', { id: last.issueId });
          }}
        />
      ) : null}
    </Card>
  );
}
