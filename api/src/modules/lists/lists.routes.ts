import {
  listContracts,
  managementListContracts,
  responsibilityListContracts,
} from '@gongzhi/shared/lists/contract';
import type { ListKind } from '@gongzhi/shared/lists/schema';
import { type Api, endpoint } from '../../http/endpoint';
import { compareLists } from './compare-lists';
import { putRow, removeRow } from './edit-rows';
import { listFoundGaps } from './found-gaps';
import { exportGridList, readGridList } from './grid-list';
import { importRows } from './import-rows';
import { listVersions, readVersion } from './lists.queries';
import { checkDraft, discardDraft, publishList } from './publish-list';
import { startDraft } from './start-draft';

type HandWritten = typeof responsibilityListContracts | typeof managementListContracts;

/** What is the same for both lists, whatever their rows are. */
function handWritten(api: Api, kind: ListKind, c: HandWritten): void {
  endpoint(api, c.versions, ({ actor, now }) => listVersions(kind, actor, now));
  endpoint(api, c.compare, ({ actor, query }) => compareLists(kind, actor, query));
  endpoint(api, c.startDraft, ({ actor, now }) => startDraft(kind, actor, now));
  endpoint(api, c.removeRow, ({ actor, params, query, now }) =>
    removeRow(kind, actor, params.rowId, query.rev, now),
  );
  endpoint(api, c.importRows, ({ actor, body, now }) => importRows(kind, actor, body, now));
  endpoint(api, c.check, ({ actor }) => checkDraft(kind, actor));
  endpoint(api, c.publish, ({ actor, body, now }) => publishList(kind, actor, body, now));
  endpoint(api, c.discard, ({ actor, body }) => discardDraft(kind, actor, body.revision));
}

export function listsRoutes(api: Api): void {
  const [r, m] = [responsibilityListContracts, managementListContracts];
  handWritten(api, 'responsibility', r);
  handWritten(api, 'management', m);
  endpoint(api, r.read, ({ actor, params, now }) => readVersion('responsibility', params.id, actor, now));
  endpoint(api, m.read, ({ actor, params, now }) => readVersion('management', params.id, actor, now));
  endpoint(api, r.putRow, ({ actor, params, body, now }) =>
    putRow('responsibility', actor, params.rowId, body, now),
  );
  endpoint(api, m.putRow, ({ actor, params, body, now }) =>
    putRow('management', actor, params.rowId, body, now),
  );
  endpoint(api, listContracts.gaps, async ({ actor }) => ({ items: await listFoundGaps(actor) }));
  endpoint(api, listContracts.grid, ({ actor, query, now }) => readGridList(actor, query, now));
  endpoint(api, listContracts.exportGrid, async ({ actor, query, now, ctx }) => {
    ctx.attachment('grid-list.csv');
    ctx.type = 'text/csv; charset=utf-8';
    ctx.body = await exportGridList(actor, query, now);
  });
}
