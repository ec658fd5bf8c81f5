import { createServer, type Server, type Socket } from 'node:net';
import { isAlone, isWrite, runCommand } from './commands/dispatch';
import { Cursors } from './cursors';
import { sweepExpired } from './expiry';
import type { Storage } from './storage';
import { errorReply, Framer, parseMessage, type Reply, type Request, writeReply } from './wire';

type Waiting = { request: Request; socket: Socket };
/** So many requests at most share a transaction, to bound how long the first waits for its answer. */
const MOST_TOGETHER = 64;
const HOUSEKEEPING_MS = 60_000;

/**
 * Answers MongoDB's wire protocol on 127.0.0.1. Requests that wait together share one transaction and one
 * fsync; every answer, of reads too, is sent only after that commit.
 */
export class StoreServer {
  private readonly cursors = new Cursors();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private waiting: Waiting[] = [];
  private scheduled = false;
  private housekeeping?: NodeJS.Timeout;

  constructor(private readonly storage: Storage) {
    this.server = createServer((socket) => this.accept(socket));
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(0, '127.0.0.1', resolve);
    });
    this.tidy();
    this.housekeeping = setInterval(() => this.tidy(), HOUSEKEEPING_MS);
    this.housekeeping.unref();
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** Answers what has arrived, then closes; what arrives later is not taken. */
  stop(): void {
    clearInterval(this.housekeeping);
    this.server.close();
    while (this.waiting.length) this.work();
    for (const socket of this.sockets) socket.destroySoon();
    this.storage.close();
  }

  private accept(socket: Socket): void {
    const framer = new Framer();
    this.sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('data', (chunk) => {
      try {
        for (const message of framer.push(chunk)) this.take(message, socket);
      } catch {
        // Not MongoDB's protocol, or a message cut short: there is no way to go on with this connection.
        socket.destroy();
      }
    });
  }

  private take(message: Buffer, socket: Socket): void {
    const parsed = parseMessage(message);
    if ('error' in parsed) this.answer({ request: parsed.request, socket }, errorReply(parsed.error));
    else this.waiting.push({ request: parsed, socket });
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.work();
      if (this.waiting.length) this.schedule();
    });
  }

  private work(): void {
    const together = this.nextBatch();
    const replies: Reply[] = [];
    try {
      if (together.some(({ request }) => isWrite(request.body)))
        this.storage.atomically(() => {
          for (const { request } of together) replies.push(this.reply(request));
        });
      else for (const { request } of together) replies.push(this.reply(request));
    } catch (error) {
      // The commit failed: nothing of the batch happened, and everyone is told.
      replies.splice(0, replies.length, ...together.map(() => errorReply(error)));
    }
    for (const [i, waiting] of together.entries()) this.answer(waiting, replies[i] as Reply);
  }

  /** A command that cannot share a transaction comes alone. */
  private nextBatch(): Waiting[] {
    const alone = this.waiting.findIndex(({ request }) => isAlone(request.body));
    const count = alone === 0 ? 1 : alone > 0 ? Math.min(alone, MOST_TOGETHER) : MOST_TOGETHER;
    return this.waiting.splice(0, count);
  }

  private reply({ body }: Request): Reply {
    try {
      const run = () => runCommand(this.storage, this.cursors, body);
      return isWrite(body) ? this.storage.atomically(run) : run();
    } catch (error) {
      return errorReply(error);
    }
  }

  private answer({ request, socket }: Waiting, reply: Reply): void {
    if (request.silent || socket.destroyed) return;
    socket.cork();
    for (const part of writeReply(request, reply)) socket.write(part);
    socket.uncork();
  }

  private tidy(): void {
    this.cursors.forgetIdle();
    try {
      sweepExpired(this.storage, new Date());
    } catch (error) {
      // Tried again in a minute; the store itself goes on.
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }
}
