// Drives one request against one server, several rounds, and takes the middle.
import autocannon from 'autocannon';
import { cpuMs } from './program.mjs';

const CONNECTIONS = 10;

/** Addresses and bodies in turn, the same for all three servers. */
function turns(variants, urlOf, caseIds) {
  let i = 0;
  return () => {
    const n = i++;
    const variant = variants[n % variants.length];
    const id = caseIds?.[n % caseIds.length];
    return {
      path: urlOf(variant, n % variants.length, id),
      body: variant.body ? JSON.stringify(variant.body(n)) : undefined,
    };
  };
}

/** `processes` are those whose processor time counts; `refused` lets refusals count as answers. */
export async function drive({ base, token, variants, urlOf, caseIds, seconds, amount, processes, refused }) {
  const next = turns(variants, urlOf, caseIds);
  const writes = Boolean(variants[0].body);
  const before = processes.map(cpuMs);
  const result = await autocannon({
    url: base,
    connections: CONNECTIONS,
    ...(amount ? { amount } : { duration: seconds }),
    requests: [
      {
        method: writes ? 'POST' : 'GET',
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(writes && { 'content-type': 'application/json' }),
        },
        setupRequest: (request) => ({ ...request, ...next() }),
      },
    ],
  });
  const used = processes.map((process, i) => cpuMs(process) - before[i]).reduce((a, b) => a + b, 0);
  if (result.errors > 0 || (result.non2xx > 0 && !refused))
    throw new Error(`${next().path}: ${result.non2xx} refused, ${result.errors} failed`);
  const count = result.requests.total;
  const seconds_ = result.duration;
  return {
    perSecond: count / seconds_,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: used / count,
    refused: result.non2xx / count,
  };
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
export const middle = (results) =>
  Object.fromEntries(Object.keys(results[0]).map((key) => [key, median(results.map((one) => one[key]))]));
