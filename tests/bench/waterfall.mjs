// What a page asks for while it loads, and when its scripts keep the processor busy: for finding what waits for what.
const COLUMNS = 60;

/** Watches from now on; what it answers draws what was seen until the page could be used. */
export async function watchLoading(page, session, base) {
  const requests = new Map();
  session.on('Network.requestWillBeSent', ({ requestId, request, timestamp, initiator }) => {
    requests.set(requestId, {
      url: request.url.replace(base, ''),
      asked: timestamp,
      by: initiator.type,
      method: request.method,
    });
  });
  const note = (name) => (event) => {
    const request = requests.get(event.requestId);
    if (request) Object.assign(request, { [name]: event.timestamp });
    return request;
  };
  session.on('Network.responseReceived', (event) => {
    const request = note('answered')(event);
    // The moment it left: until then it waited for a free connection.
    const timing = event.response.timing;
    if (request && timing) request.sent = timing.requestTime + timing.sendStart / 1000;
  });
  session.on('Network.loadingFinished', (event) => {
    const request = note('done')(event);
    if (request) request.bytes = event.encodedDataLength;
  });
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.longTasks.push([startTime, duration]);
    }).observe({ type: 'longtask', buffered: true });
  });
  return async ({ seen, ms }) => {
    const tasks = await page.evaluate(() => window.longTasks);
    return draw([...requests.values()], tasks, { seen, ms });
  };
}

function draw(requests, tasks, { seen, ms }) {
  const start = Math.min(...requests.map(({ asked }) => asked));
  const at = (time) => Math.round((time - start) * 1000);
  const lines = requests.map(({ url, method, asked, sent = asked, answered, done, bytes = 0 }) => {
    const span = [at(asked), at(sent), answered ? at(answered) : ms, done ? at(done) : ms];
    const [from, left, first, end] = span.map((time) => String(Math.round(time)).padStart(5));
    const size = `${(bytes / 1024).toFixed(1).padStart(6)} KB`;
    return `${from}${left}${first}${end} ${bar(span, ms)} ${size}  ${method === 'GET' ? '' : `${method} `}${url.slice(0, 110)}`;
  });
  const busy = tasks
    .filter(([from]) => from < ms)
    .map(([from, lasted]) => `${Math.round(from)}+${Math.round(lasted)}`)
    .join('  ');
  return `asked, sent, answered, done (ms)
${lines.join('\n')}
busy (ms after the start of the page): ${busy}
shown after ${Math.round(seen)} ms, usable after ${Math.round(ms)} ms`;
}

/** `.` waits for a connection, `-` for the answer, `=` receives. */
function bar([asked, sent, answered, done], ms) {
  const column = (time) => Math.min(COLUMNS, Math.round((time / ms) * COLUMNS));
  const stretch = (sign, from, to) => sign.repeat(Math.max(0, column(to) - column(from)));
  return (
    stretch(' ', 0, asked) +
    stretch('.', asked, sent) +
    stretch('-', sent, answered) +
    stretch('=', answered, done)
  ).padEnd(COLUMNS);
}
