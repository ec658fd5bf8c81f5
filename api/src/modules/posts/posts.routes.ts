import { postContracts } from '@gongzhi/shared/posts/contract';
import { whoAnswersContracts } from '@gongzhi/shared/who-answers/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { actFor } from './act-for';
import { appoint } from './appoint';
import { endPost } from './end-post';
import { handOver } from './hand-over';
import { listPosts } from './list-posts';
import { deactivatePerson, findPeople, readPerson } from './people-in-post';
import { editCard, readCard } from './post-card';
import { postStanding } from './post-standing';
import { listVacancies } from './vacancies';

export function postsRoutes(api: Api): void {
  const c = postContracts;
  endpoint(api, c.list, ({ actor, query }) => listPosts(actor, query));
  endpoint(api, c.appoint, ({ actor, body, now }) => appoint(actor, body, now));
  endpoint(api, c.vacancies, ({ actor, query, now }) => listVacancies(actor, query, now));
  endpoint(api, c.findPeople, async ({ actor, query, now }) => ({
    items: await findPeople(actor, query, now),
  }));
  endpoint(api, c.person, ({ actor, params }) => readPerson(actor, params.id));
  endpoint(api, c.deactivate, ({ actor, params, body, now }) =>
    deactivatePerson(actor, params.id, body, now),
  );
  endpoint(api, c.standing, ({ actor, params, now }) => postStanding(actor, params.id, now));
  endpoint(api, c.end, ({ actor, params, body, now }) => endPost(actor, params.id, body, now));
  endpoint(api, c.handOver, ({ actor, params, body, now }) => handOver(actor, params.id, body, now));
  endpoint(api, whoAnswersContracts.readCard, ({ actor, params }) => readCard(actor, params.id));
  endpoint(api, whoAnswersContracts.editCard, ({ actor, params, body, now }) =>
    editCard(actor, params.id, body, now),
  );
  endpoint(api, c.act, ({ actor, params, body, now }) => actFor(actor, params.id, body, now));
}
