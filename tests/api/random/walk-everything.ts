import { AccountModel, type AccountRecord } from '../../../api/src/modules/identity/account.model';
import { makeDemoAccounts } from '../../../api/src/modules/identity/make-demo-accounts';
import {
  aMorning,
  aReport,
  matter,
  newKey,
  type Person,
  picture,
  type Reply,
  sendFile,
  type World,
  west,
} from '../issues/world';

export type Send = (person: Person | null, method: string, path: string, body?: unknown) => Promise<Reply>;

/** What exists after the walk, for random requests to hit something. */
export interface Known {
  issues: string[];
  pictures: string[];
  posts: string[];
  deskAccounts: string[];
  accounts: string[];
  places: string[];
  organisations: string[];
  complaints: string[];
  imports: string[];
}

/** Uses every endpoint once as it is meant to be used, and leaves cases of every state behind. */
export async function walkEverything(world: World, send: Send): Promise<Known> {
  const known: Known = {
    issues: [],
    pictures: [],
    posts: [],
    complaints: [],
    deskAccounts: [],
    accounts: [],
    places: Object.values(world.placeIds).map(String),
    organisations: Object.values(world.unitIds).map(String),
    imports: [],
  };
  await readWhatIsPublic(world, send);
  await administer(world, send, known);
  await writeLists(send);
  await keepFilters(send);
  await signInAndOut(send, known);
  await carryCases(world, send, known);
  return known;
}

async function readWhatIsPublic(world: World, send: Send): Promise<void> {
  const [lng, lat] = west;
  for (const path of [
    '/about',
    '/places?kind=community',
    `/places/at?lng=${lng}&lat=${lat}`,
    '/places/base-map',
    `/places/${world.placeIds.westCell}`,
    `/places/near?lng=${lng}&lat=${lat}&kind=toilet`,
    `/places/${world.placeIds.westTown}/counts`,
    '/standards/catalogue',
    '/figures/public',
    '/figures/hot-cells',
    `/who-answers?lng=${lng}&lat=${lat}`,
    `/who-answers/places/${world.placeIds.westCell}`,
  ]) {
    await send(null, 'GET', path);
  }
}

async function administer(world: World, send: Send, known: Known): Promise<void> {
  const officer = 'administrator';
  await keepPlaces(send, known);
  const firm = { name: '环卫公司', shortName: '环卫公司', kind: 'contractor' };
  const added = await send(officer, 'POST', '/organisations', { ...firm, code: 'firm-1' });
  const changed = await send(officer, 'POST', `/organisations/${added.body.id}/change`, {
    ...firm,
    version: 1,
  });
  const { version } = changed.body;
  await send(officer, 'POST', `/organisations/${added.body.id}/retire`, { version, why: '合并' });
  await send(officer, 'POST', `/organisations/${added.body.id}/revive`, { version: version + 1 });
  await send(officer, 'GET', '/organisations');
  await send(officer, 'GET', `/organisations/${world.unitIds.lighting}`);
  await send(officer, 'GET', '/posts');
  for (let i = 0; i < 12; i += 1) {
    const made = await send(officer, 'POST', '/desk-accounts', { name: `新${i}`, loginName: `desk${i}` });
    const accountId: string = made.body.account.id;
    known.deskAccounts.push(accountId);
    const post = await send(officer, 'POST', '/posts', {
      accountId,
      role: 'grid_worker',
      scope: { kind: 'place', id: String(world.placeIds.westCell) },
    });
    known.posts.push(post.body.id);
    known.accounts.push(accountId);
  }
  await send(officer, 'POST', `/posts/${known.posts[0]}/end`, {});
  await send(officer, 'GET', `/posts/${known.posts[1]}/standing`);
  const until = new Date(aMorning.getTime() + 5 * 86_400_000).toISOString();
  await send(officer, 'POST', `/posts/${known.posts[1]}/acting`, { accountId: known.accounts[0], until });
  await send(officer, 'POST', `/posts/${known.posts[2]}/hand-over`, {
    accountId: String(world.personIds.reporter),
  });
  await send(officer, 'PUT', `/posts/${known.posts[1]}/card`, { published: true, intro: '上午都在' });
  await send(officer, 'GET', `/posts/${known.posts[1]}/card`);
  await send(null, 'GET', `/who-answers/cards/${known.posts[1]}`);
  await send(officer, 'GET', '/posts/vacancies');
  await send(officer, 'GET', '/posts/people?q=新');
  await send(officer, 'GET', `/posts/people/${known.accounts[3]}`);
  await send(officer, 'POST', `/posts/people/${known.accounts[11]}/deactivate`, { why: '离职' });
  await send(officer, 'GET', '/desk-accounts');
  await send(officer, 'POST', `/desk-accounts/${known.deskAccounts[0]}/disable`);
}

async function keepFilters(send: Send): Promise<void> {
  const filters = {
    ...{ view: 'work', states: ['reported'], late: false, place: null, organisation: null },
    ...{ groupCode: null, matterCode: null, q: '', order: 'due' },
  };
  await send('dispatcher', 'PUT', '/saved-filters', { version: 0, items: [{ name: '待受理', filters }] });
  await send('dispatcher', 'GET', '/saved-filters');
  await send('dispatcher', 'POST', '/issues/count', { lists: [{ view: 'work' }] });
}

const toiletFields = { stars: 3, openHours: '05:30-22:00', inUse: '正常开放' };

async function keepPlaces(send: Send, known: Known): Promise<void> {
  const officer = 'administrator';
  for (let i = 0; i < 4; i += 1) {
    const made = await send(officer, 'POST', '/places', {
      kind: 'toilet',
      code: `T-${10 + i}`,
      name: `西街第${i}公厕`,
      geometry: { type: 'Point', coordinates: west },
      fields: toiletFields,
      key: newKey(),
    });
    known.places.push(made.body.id);
  }
  const id = known.places.at(-1);
  await send(officer, 'POST', `/places/${id}/change`, { version: 1, name: '西街老公厕' });
  await send(officer, 'POST', `/places/${id}/retire`, { version: 2, why: '拆除' });
  await send(officer, 'POST', `/places/${id}/revive`, { version: 3, why: '又建' });
  await send(officer, 'GET', `/places/${id}/history`);
  await send(officer, 'GET', `/places/${known.places[0]}/tiling`);
  await send(officer, 'GET', '/places/export.geojson?kind=toilet');
  await send(officer, 'GET', '/places/export.xlsx?kind=toilet');
  await send(officer, 'GET', '/imports');
  await send(officer, 'GET', '/imports/template?target=places&kind=toilet');
  await send(officer, 'GET', '/imports/export?target=people');
}

/** Both lists from the first draft to a published version, and what is worked out from them. */
async function writeLists(send: Send): Promise<void> {
  const officer = 'administrator';
  const rows = {
    responsibility: { about: '*', areaCode: 'district', organisationCode: 'sanitation' },
    management: { code: 'JT-1', title: '标准', text: '正文', source: '本区' },
  };
  for (const [kind, row] of Object.entries(rows)) {
    const base = `/lists/${kind}`;
    await send(officer, 'POST', `${base}/draft`);
    await send(officer, 'PUT', `${base}/draft/rows/one`, { rev: 0, row });
    await send(officer, 'DELETE', `${base}/draft/rows/one?rev=1`);
    await send(officer, 'POST', `${base}/draft/import`, { rows: [row] });
    const { body: check } = await send(officer, 'GET', `${base}/draft/check`);
    const { body: first } = await send(officer, 'POST', `${base}/draft/publish`, {
      revision: check.revision,
      effectiveFrom: '2026-12-01',
    });
    await send(officer, 'POST', `${base}/draft`);
    await send(null, 'GET', `${base}/versions`);
    await send(null, 'GET', `${base}/versions/${first.id}`);
    await send(null, 'GET', `${base}/compare?from=${first.id}&to=${first.id}`);
    await send(officer, 'POST', `${base}/draft/discard`, { revision: 1 });
    await send(officer, 'POST', `${base}/draft`);
  }
  for (const path of ['gaps', 'grid', 'grid/export']) await send(officer, 'GET', `/lists/${path}`);
}

async function signInAndOut(send: Send, known: Known): Promise<void> {
  await send(null, 'POST', '/sign-in/wechat', { code: 'a-resident', consent: 1 });
  const demo = [{ key: 'd1', name: '演示', role: 'resident', about: '居民', order: 1 } as const];
  const { ids } = await makeDemoAccounts(demo, aMorning);
  const accountId = ids.get('d1') ?? '';
  known.accounts.push(accountId);
  await send(null, 'GET', '/demo/people');
  const signedIn = await send(null, 'POST', '/sign-in/demo', { accountId });
  await send(null, 'POST', '/session/refresh', { refreshToken: signedIn.body.refreshToken });

  const renewed = await send(
    'administrator',
    'POST',
    `/desk-accounts/${known.deskAccounts[1]}/password-link`,
  );
  const token = /[A-Za-z0-9_-]{20,}$/.exec(renewed.body.path)?.[0];
  await send(null, 'GET', `/password-links/${token}`);
  await send(null, 'POST', `/password-links/${token}`, { password: 'a long password', consent: 1 });
  await send(null, 'POST', '/sign-in/desk', { loginName: 'desk1', password: 'a long password' });

  await send('neighbour', 'GET', '/me');
  await send('neighbour', 'PUT', '/me', { name: '邻居', phone: '13912345678' });
  await send('neighbour', 'POST', '/me/consent', { version: 1 });
  await send('neighbour', 'GET', '/me/copy');
  await send('neighbour', 'POST', '/me/appointment-code');
  await send('neighbour', 'POST', '/session/end');
}

async function complain(send: Send, issueId: string, known: Known): Promise<void> {
  const complaint = { key: newKey(), reason: 'privacy', words: '照片里有我家门牌', issueId };
  const { body } = await send('neighbour', 'POST', '/complaints', complaint);
  known.complaints.push(body.id);
  await send('neighbour', 'POST', '/complaints', { ...complaint, key: newKey() });
  await send('neighbour', 'GET', '/me/complaints');
  await send('bureau', 'GET', '/complaints');
  await send('bureau', 'POST', `/complaints/${body.id}/answer`, { words: '已经核实' });
}

async function carryCases(world: World, send: Send, known: Known): Promise<void> {
  const upload = async (person: Person) => {
    const { body } = await sendFile(world.url, await world.tokenOf(person), await picture({ point: west }));
    known.pictures.push(body.id);
    return body;
  };
  const report = async (more: object = {}) => {
    const { body } = await send('reporter', 'POST', '/issues', aReport(more));
    known.issues.push(body.issue.id);
    return body.issue.id as string;
  };
  const step = (person: Person, id: string, command: string, body: object = {}) =>
    send(person, 'POST', `/issues/${id}/${command}`, { key: newKey(), ...body });

  const first = await upload('reporter');
  await send(null, 'GET', first.thumb.replace('/api/v1', ''));
  const id = await report({ pictureIds: [first.id] });
  await step('neighbour', id, 'join');
  const accept = { matterCode: matter.code, publicText: '路边有垃圾', publicPictureIds: [] };
  const toUnit = { organisationId: String(world.unitIds.sanitation) };
  await step('dispatcher', id, 'accept', accept);
  await step('dispatcher', id, 'correct', { publicText: '路边有一堆垃圾', words: '说清楚些' });
  await step('dispatcher', id, 'file', { conditionCode: `${matter.code}-1` });
  await send('dispatcher', 'GET', `/issues/${id}/candidates`);
  await step('dispatcher', id, 'dispatch', toUnit);
  await step('officer', id, 'return', { reason: 'not_our_duty', words: '不归我们' });
  await step('dispatcher', id, 'dispatch', toUnit);
  await step('dispatcher', id, 'recall', { reason: 'wrong_unit' });
  await step('dispatcher', id, 'dispatch', toUnit);
  await send('officer', 'GET', `/issues/${id}/due`);
  const handle = async () =>
    step('officer', id, 'handle', { words: '已清运', pictureIds: [(await upload('officer')).id] });
  const seen = async (more: object) => ({ pictureIds: [(await upload('grid')).id], ...more });
  await handle();
  await step('grid', id, 'fail', await seen({ reason: 'not_done' }));
  await handle();
  await step('grid', id, 'pass', await seen({ standardMet: true }));
  await step('dispatcher', id, 'close', { result: '垃圾已经清走' });
  await step('reporter', id, 'rate', { solved: false, score: 2 });
  await step('reporter', id, 'reopen', { words: '又来了' });

  await step('reporter', await report(), 'withdraw');
  await step('dispatcher', await report(), 'refuse', { reason: 'unclear', words: '看不出在哪里' });
  // Cases to be found and changed at every stage, several of each.
  for (let i = 0; i < 24; i += 1) {
    const each = await report();
    if (i % 4 > 0) await step('dispatcher', each, 'accept', accept);
    if (i % 4 > 1) await step('dispatcher', each, 'file', { conditionCode: `${matter.code}-1` });
    if (i % 4 > 2) await step('dispatcher', each, 'dispatch', toUnit);
  }

  await step('bureau', id, 'cover', { words: '有人投诉' });
  await step('bureau', id, 'uncover', { words: '没有问题' });
  await complain(send, id, known);

  const [lng, lat] = west;
  await send(null, 'GET', `/issues/${id}`);
  await send('dispatcher', 'GET', '/issues?view=scope');
  await send('dispatcher', 'GET', '/issues/export?view=scope');
  await send('dispatcher', 'GET', '/issues/boundary-moves');
  await send(null, 'GET', `/issues/nearby?lng=${lng}&lat=${lat}`);
  await send('reporter', 'GET', `/issues/similar?lng=${lng}&lat=${lat}`);
  for (const path of ['/inbox', '/inbox/unread']) await send('reporter', 'GET', path);
  await send('reporter', 'POST', '/inbox/read', {});
  await goAndComeBack(world, send);
}

/** Who leaves for good is needed again: the account is put back as it was. */
async function goAndComeBack(world: World, send: Send): Promise<void> {
  const _id = world.personIds.neighbour;
  const before = await AccountModel.findById(_id).lean<AccountRecord>();
  await send('neighbour', 'POST', '/me/erase', { confirm: '注销账号' });
  await AccountModel.replaceOne({ _id }, before as AccountRecord);
}
