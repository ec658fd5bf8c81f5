import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type Koa from 'koa';

export interface RunningServer {
  readonly port: number;
  /** Takes no new connection, lets the requests under way finish within the given time, then is gone. */
  stop(): Promise<void>;
}

/** How long a stop waits for requests under way: somebody who does not read the answer must not hold it for good. */
const STOP_WITHIN_MS = 8_000;

/** Listens on the given address; port 0 takes any free one. */
export async function listen(
  app: Koa,
  { port, host, stopWithinMs = STOP_WITHIN_MS }: { port: number; host: string; stopWithinMs?: number },
): Promise<RunningServer> {
  const handle = app.callback();
  let stopping = false;
  const server = createServer((request, response) => {
    // A kept-alive connection would otherwise hold the stop until its idle time is over.
    if (stopping) response.setHeader('Connection', 'close');
    void handle(request, response);
  });
  server.requestTimeout = 120_000;
  // Longer than a proxy keeps an idle connection, so that none is closed just as the next request comes over it.
  server.keepAliveTimeout = 72_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      stopping = true;
      return new Promise((resolve, reject) => {
        // A request under way did not know yet: close its connection as soon as it turns idle.
        const sweep = setInterval(() => server.closeIdleConnections(), 50);
        const cut = setTimeout(() => server.closeAllConnections(), stopWithinMs);
        server.close((error) => {
          clearInterval(sweep);
          clearTimeout(cut);
          if (error) reject(error);
          else resolve();
        });
      });
    },
  };
}
