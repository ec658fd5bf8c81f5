// Asks the API for what the page shows while the page's scripts are still on their way: on a slow network each step of
// finding out costs a round trip. platform/asked-early.h5.ts takes each answer over once, for the same address and the
// same person; what the page then asks differently was asked for nothing, and tests/e2e/asked-early.test.ts says so.
(() => {
  const answers = {};
  window.gongzhiAskedEarly = { at: Date.now(), answers };

  const kept = (() => {
    try {
      return JSON.parse(JSON.parse(localStorage.getItem('gz:session')).data).accessToken;
    } catch (_nobody) {
      return null;
    }
  })();

  const ask = (path, bearer) => {
    const headers = { 'content-type': 'application/json' };
    if (bearer) headers.authorization = `Bearer ${bearer}`;
    const answer = fetch(`/api/v1${path}`, { headers }).then((response) =>
      response.json().then((data) => ({ statusCode: response.status, data })),
    );
    answers[path] = { bearer, answer };
    // Who takes it over hears of it; the page that does not need it is not disturbed.
    return answer.then(
      ({ data }) => data,
      () => null,
    );
  };

  const anybody = (path) => ask(path, null);
  /** More for its owner, where somebody is signed in. */
  const whoever = (path) => ask(path, kept);
  const signedIn = (path) => (kept ? ask(path, kept) : null);

  const about = anybody('/about');
  signedIn('/me');
  /** Without the answer there is nothing more to ask. */
  const onceKnown = (next) => about.then(next).catch(() => undefined);
  const around = (limit) => whoever(`/issues/nearby?radius=5000&group=open&limit=${limit}`);
  const catalogue = () => anybody('/standards/catalogue');
  const address = new URLSearchParams(location.search);
  const theCase = () => {
    const id = address.get('id');
    if (/^[0-9a-f]{24}$/.test(id)) whoever(`/issues/${id}`);
  };
  /** The work of a desk as it opens; what was narrowed down is asked for by the page. */
  const work = (limit) => {
    if (!location.search) signedIn(`/issues?view=work&order=due&limit=${limit}`);
  };
  const desk = (ask) => () => {
    ask();
    if (kept) catalogue();
  };
  const days = (count) => {
    // The day in China.
    const day = (back) => new Date(Date.now() + (8 - back * 24) * 3600 * 1000).toISOString().slice(0, 10);
    return `from=${day(count - 1)}&to=${day(0)}`;
  };

  const home = () => {
    if (document.documentElement.classList.contains('elderly')) return;
    whoever('/issues?view=public&group=closed&limit=3');
    around(100);
  };
  const pages = {
    '/': home,
    '/home': home,
    '/nearby': () => {
      around(200);
      catalogue();
    },
    '/case': theCase,
    '/mine': () => signedIn('/issues?view=mine&limit=20'),
    '/inbox': () => signedIn('/inbox?limit=20'),
    '/figures': () => anybody(`/figures/public?${days(30)}`),
    '/sign-in': () => onceKnown(({ demo }) => demo && anybody('/demo/people')),
    '/work/tasks': () => work(20),
    '/desk/queue': desk(() => work(40)),
    '/desk/tasks': desk(() => work(40)),
    '/desk/checks': desk(() => work(40)),
    '/desk/case': desk(theCase),
    '/desk/places': desk(() => anybody('/places?kind=district')),
  };
  const page = pages[location.pathname];
  if (page) page();

  onceKnown(({ demo, district }) => {
    const firstPage = document.getElementById('first-page');
    if (!firstPage) return;
    firstPage.querySelector('.screen__demo').hidden = !demo;
    if (district) firstPage.querySelector('.screen__title').textContent = `${district.name}共治`;
  });
})();
