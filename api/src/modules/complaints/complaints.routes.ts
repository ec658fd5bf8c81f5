import { complaintContracts } from '@gongzhi/shared/complaints/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { answerComplaint } from './answer-complaint';
import { listComplaints, myComplaints } from './complaints.queries';
import { makeComplaint } from './make-complaint';

export function complaintsRoutes(api: Api): void {
  const c = complaintContracts;
  endpoint(api, c.make, ({ actor, body, now }) => makeComplaint(actor, body, now));
  endpoint(api, c.mine, ({ actor, query }) => myComplaints(actor.accountId, query));
  endpoint(api, c.list, ({ actor, query }) => listComplaints(actor, query));
  endpoint(api, c.answer, ({ actor, params, body, now }) => answerComplaint(actor, params.id, body, now));
}
