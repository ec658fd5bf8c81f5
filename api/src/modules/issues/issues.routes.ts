import { issueContracts } from '@gongzhi/shared/issues/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { acceptIssue } from './accept-issue';
import { listMoves } from './boundary-moves';
import { closeIssue } from './close-issue';
import { correctIssue } from './correct-issue';
import { countIssues } from './count-issues';
import { coverIssue, uncoverIssue } from './cover-issue';
import { dispatchCandidates } from './dispatch-candidates';
import { dispatchIssue } from './dispatch-issue';
import { explainIssueDue } from './explain-due';
import { exportIssues } from './export-issues';
import { failIssue } from './fail-issue';
import { fileIssue } from './file-issue';
import { handleIssue } from './handle-issue';
import { listIssues, readIssue } from './issues.queries';
import { nearbyIssues, similarIssues } from './issues-nearby';
import { joinIssue } from './join-issue';
import { passIssue } from './pass-issue';
import { rateIssue } from './rate-issue';
import { recallIssue } from './recall-issue';
import { refuseIssue } from './refuse-issue';
import { reopenIssue } from './reopen-issue';
import { reportIssue } from './report-issue';
import { returnIssue } from './return-issue';
import { withdrawIssue } from './withdraw-issue';

export function issueRoutes(api: Api): void {
  const c = issueContracts;
  endpoint(api, c.list, ({ actor, query }) => listIssues(actor, query));
  endpoint(api, c.count, async ({ actor, body }) => ({ counts: await countIssues(actor, body.lists) }));
  endpoint(api, c.export, async ({ actor, query, ctx }) => {
    ctx.attachment('issues.csv');
    ctx.type = 'text/csv; charset=utf-8';
    ctx.body = await exportIssues(actor, query);
  });
  endpoint(api, c.boundaryMoves, ({ actor, query }) => listMoves(actor, query));
  endpoint(api, c.nearby, async ({ actor, query }) => ({ items: await nearbyIssues(actor, query) }));
  endpoint(api, c.similar, async ({ actor, query }) => ({ items: await similarIssues(actor, query) }));
  endpoint(api, c.read, ({ actor, params }) => readIssue(actor, params.id));
  endpoint(api, c.explainDue, ({ actor, params }) => explainIssueDue(actor, params.id));
  endpoint(api, c.candidates, async ({ actor, params }) => ({
    items: await dispatchCandidates(actor, params.id),
  }));

  endpoint(api, c.report, ({ actor, body }) => reportIssue(actor, body));
  endpoint(api, c.join, ({ actor, params, body }) => joinIssue(actor, params.id, body));
  endpoint(api, c.accept, ({ actor, params, body }) => acceptIssue(actor, params.id, body));
  endpoint(api, c.refuse, ({ actor, params, body }) => refuseIssue(actor, params.id, body));
  endpoint(api, c.correct, ({ actor, params, body }) => correctIssue(actor, params.id, body));
  endpoint(api, c.file, ({ actor, params, body }) => fileIssue(actor, params.id, body));
  endpoint(api, c.dispatch, ({ actor, params, body }) => dispatchIssue(actor, params.id, body));
  endpoint(api, c.return, ({ actor, params, body }) => returnIssue(actor, params.id, body));
  endpoint(api, c.recall, ({ actor, params, body }) => recallIssue(actor, params.id, body));
  endpoint(api, c.handle, ({ actor, params, body }) => handleIssue(actor, params.id, body));
  endpoint(api, c.pass, ({ actor, params, body }) => passIssue(actor, params.id, body));
  endpoint(api, c.fail, ({ actor, params, body }) => failIssue(actor, params.id, body));
  endpoint(api, c.close, ({ actor, params, body }) => closeIssue(actor, params.id, body));
  endpoint(api, c.rate, ({ actor, params, body }) => rateIssue(actor, params.id, body));
  endpoint(api, c.reopen, ({ actor, params, body }) => reopenIssue(actor, params.id, body));
  endpoint(api, c.cover, ({ actor, params, body }) => coverIssue(actor, params.id, body));
  endpoint(api, c.uncover, ({ actor, params, body }) => uncoverIssue(actor, params.id, body));
  endpoint(api, c.withdraw, ({ actor, params, body }) => withdrawIssue(actor, params.id, body));
}
