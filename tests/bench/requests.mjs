// What is measured: each request as the web app sends it, in several variants that take turns.
import { randomBytes } from 'node:crypto';

const VARIANTS = 16;
const newKey = () => `bench-run-${randomBytes(9).toString('base64url')}`;
const q = (words) => encodeURIComponent(words);
const same = (path) => [{ path }];

/** Who asks, by what the sign-in list says about them. */
const people = {
  resident: ({ role }) => role === 'resident',
  desk: ({ role, about }) => role === 'dispatcher' && about.includes('全区'),
  unit: ({ role, about }) => role === 'unit_officer' && about.includes('环卫'),
  grid: ({ role }) => role === 'grid_worker',
};

export async function signIn(call, who) {
  const { items } = await call('/demo/people');
  const found = items.find(people[who]);
  if (!found) throw new Error(`nobody to sign in as ${who}`);
  const { accessToken } = await call('/sign-in/demo', { body: { accountId: found.id } });
  return accessToken;
}

const pick = (all, count) => {
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, i) => all[Math.floor(i * step)]);
};

/** Places and cases of this very folder that the requests are about. */
export async function lookAround(db) {
  const issues = db.collection('issues');
  const accepted = { state: 'closed', cellPoint: { $type: 'string' } };
  const fields = { projection: { point: 1, cellFine: 1, number: 1 } };
  const some = await issues.find(accepted, fields).sort({ _id: -1 }).limit(4000).toArray();
  const perCell = new Map();
  for (const issue of some) perCell.set(issue.cellFine, [...(perCell.get(issue.cellFine) ?? []), issue]);
  const cells = [...perCell.values()].sort((a, b) => b.length - a.length);
  const old = await issues.find(accepted, fields).limit(4000).toArray();
  return {
    crowded: cells.slice(0, VARIANTS).map(([first]) => first.point.coordinates),
    quiet: cells.slice(-VARIANTS).map(([first]) => first.point.coordinates),
    cases: pick([...some, ...old], VARIANTS).map(({ _id }) => String(_id)),
    numbers: pick(some, VARIANTS).map(({ number }) => number),
  };
}

const around = (points, rest) =>
  points.map(([lng, lat]) => ({ path: `/issues/nearby?lng=${lng}&lat=${lat}${rest}` }));

/** All requests by name: who asks, the variants that take turns; `ofCases` needs a fresh case each time. */
export async function requestsFor(call, seen) {
  const { byArea } = await call('/figures/public');
  const town = byArea[0]?.place.id;
  const after = async (path, token) => {
    const { next } = await call(path, { token });
    return next ? same(`${path}&cursor=${encodeURIComponent(next)}`) : same(path);
  };
  const desk = await signIn(call, 'desk');
  const report = (i) => {
    const [lng, lat] = seen.crowded[i % seen.crowded.length];
    return {
      path: '/issues',
      body: () => ({
        key: newKey(),
        text: '路灯不亮了，晚上看不清',
        place: { point: [lng, lat], address: '路口' },
      }),
    };
  };
  return {
    'public list': { variants: same('/issues?limit=20') },
    'public list, second page': { variants: await after('/issues?limit=20') },
    'public list by due time': { variants: same('/issues?order=due&limit=20') },
    'public list of one group': { variants: same('/issues?groupCode=street_trading&limit=20') },
    'public list of one state': { variants: same('/issues?state=dispatched&limit=20') },
    'public list of a town': { variants: same(`/issues?placeId=${town}&limit=20`) },
    'my cases': { who: 'resident', variants: same('/issues?view=mine&limit=20') },
    'desk queue by due time': { who: 'desk', variants: same('/issues?view=work&order=due&limit=20') },
    'desk, all cases': { who: 'desk', variants: same('/issues?view=scope&limit=20') },
    'desk, second page': {
      who: 'desk',
      variants: await after('/issues?view=scope&order=due&limit=20', desk),
    },
    'desk, late ones': { who: 'desk', variants: same('/issues?view=scope&late=true&order=due&limit=20') },
    'unit tasks': { who: 'unit', variants: same('/issues?view=work&order=due&limit=20') },
    'unit, all cases': { who: 'unit', variants: same('/issues?view=scope&limit=20') },
    'grid worker checks': { who: 'grid', variants: same('/issues?view=work&order=due&limit=20') },
    'search, number': { variants: seen.numbers.map((number) => ({ path: `/issues?q=${number}` })) },
    'search, rare words': {
      variants: ['锅炉房北面', '彭氏渔具店', '救护车进不去', '石狮子'].map((words) => ({
        path: `/issues?q=${q(words)}`,
      })),
    },
    'search, common words': {
      variants: ['垃圾', '占道经营', '希望处理'].map((words) => ({ path: `/issues?q=${q(words)}` })),
    },
    'desk search, several words': {
      who: 'desk',
      variants: ['垃圾 老人 滑倒', '摩托 花坛 下班', '油烟 三楼'].map((words) => ({
        path: `/issues?view=scope&q=${q(words)}`,
      })),
    },
    'nearby, crowded': { variants: around(seen.crowded, '&radius=1000&group=closed&limit=20') },
    'nearby, quiet': { variants: around(seen.quiet, '&radius=1000&group=closed&limit=20') },
    'nearby, one class': {
      variants: around(seen.crowded, '&radius=5000&group=closed&groupCode=advertising&limit=100'),
    },
    'nearby, map of 200': { variants: around(seen.crowded, '&radius=2000&group=closed&limit=200') },
    'nearby, home page': { variants: around(seen.crowded, '&radius=5000&group=open&limit=100') },
    'similar ones': {
      who: 'resident',
      variants: seen.crowded.map(([lng, lat]) => ({
        path: `/issues/similar?lng=${lng}&lat=${lat}&groupCode=garbage`,
      })),
    },
    'case page': { variants: seen.cases.map((id) => ({ path: `/issues/${id}` })) },
    'case page, desk': { who: 'desk', variants: seen.cases.map((id) => ({ path: `/issues/${id}` })) },
    'public figures': { variants: same('/figures/public') },
    'table of the desk queue (CSV)': { who: 'desk', variants: same('/issues/export?view=work') },
    about: { variants: same('/about') },
    readiness: { variants: [{ path: '/health/ready', outside: true }] },
    report: { who: 'resident', writes: true, variants: seen.crowded.map((_, i) => report(i)) },
    accept: { who: 'desk', writes: true, ofCases: true, variants: [accepting] },
  };
}

/** Accepting a case that was reported for it. */
const accepting = {
  path: (id) => `/issues/${id}/accept`,
  body: () => ({ key: newKey(), matterCode: '06010', publicText: '路灯不亮了', publicPictureIds: [] }),
};

/** Cases that wait to be accepted, for measuring the accepting. */
export async function reportMany(call, seen, count) {
  const token = await signIn(call, 'resident');
  const ids = [];
  const worker = async () => {
    for (;;) {
      if (ids.length >= count) return;
      const [lng, lat] = seen.crowded[ids.length % seen.crowded.length];
      const body = {
        key: newKey(),
        text: '路灯不亮了，晚上看不清',
        place: { point: [lng, lat], address: '路口' },
      };
      const { issue } = await call('/issues', { token, body });
      ids.push(issue.id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return ids;
}
