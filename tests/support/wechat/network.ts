import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { asyncCall, type Options, type Realm, Refusal, refusalOf, settle } from './answer';
import type { PhoneFiles } from './files';

/** One request that reached the API and what the API said. */
export interface Exchange {
  method: string;
  /** Without the `/api/v1` in front. */
  path: string;
  query: Record<string, string>;
  /** What was sent: read as JSON, or the file of an upload. */
  body: unknown;
  status: number;
  answer: unknown;
}

/** Where in its way a call is cut: before it leaves, or when the API has done it and the answer is on its way. */
export type Moment = 'unsent' | 'unanswered';

interface Cut {
  method: string;
  path: string | RegExp;
  when: Moment;
  happens: () => void;
}

interface Call {
  method: string;
  url: URL;
  header: Record<string, string>;
  body: Buffer | null;
  /** What the record of it shows as its body. */
  shown: unknown;
  timeout: number;
  sent?: (percent: number, bytes: number, all: number) => void;
  raw?: ClientRequest;
}

const PREFIX = '/api/v1';
const lost = 'errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED';
const broken = 'errcode:-101 cronet_error_code:-101 error_msg:net::ERR_CONNECTION_RESET';

/** The way from this phone to the API: can be gone, can break at one call, and remembers what got through. */
export class PhoneNetwork {
  readonly exchanges: Exchange[] = [];
  private connected = true;
  private readonly cuts: Cut[] = [];
  private listeners: ((status: object) => void)[] = [];

  constructor(
    private readonly api: string,
    private readonly kill: () => void,
  ) {}

  get online(): boolean {
    return this.connected;
  }

  goOffline(): void {
    this.change(false);
  }

  goOnline(): void {
    this.change(true);
  }

  private change(connected: boolean): void {
    this.connected = connected;
    for (const tell of [...this.listeners]) tell(this.status());
  }

  private status() {
    return { isConnected: this.connected, networkType: this.connected ? '4g' : 'none' };
  }

  /** What reached the API so far, by method and path: `'/issues'`, or an expression over the path. */
  requests(method: string, path: string | RegExp): Exchange[] {
    return this.exchanges.filter((exchange) => exchange.method === method && fits(path, exchange.path));
  }

  /**
   * Cuts the next call that fits, once: the app is killed there, or the call fails there as when the connection
   * breaks. Resolves when it has happened.
   */
  cut(method: string, path: string | RegExp, when: Moment, then: 'kill' | 'fail' = 'fail'): Promise<void> {
    return new Promise((resolve) => {
      const happens = () => {
        if (then === 'kill') this.kill();
        resolve();
      };
      this.cuts.push({ method, path, when, happens });
    });
  }

  /** The app that listened is dead. */
  forgetListeners(): void {
    this.listeners = [];
  }

  wx(realm: Realm, files: PhoneFiles) {
    return {
      request: (options: Options) => this.start(realm, 'request', options, () => this.requestCall(options)),
      uploadFile: (options: Options) =>
        this.start(realm, 'uploadFile', options, () => uploadCall(options, files)),
      downloadFile: (options: Options) =>
        this.start(realm, 'downloadFile', options, () => this.requestCall(options), files),
      getNetworkType: asyncCall(realm, 'getNetworkType', () => ({ networkType: this.status().networkType })),
      onNetworkStatusChange: (listener: (status: object) => void) => {
        this.listeners.push((status) => realm.later(() => listener(realm.give(status))));
      },
      offNetworkStatusChange: () => this.forgetListeners(),
    };
  }

  private requestCall({ url, method = 'GET', header, data, timeout }: Options): Call {
    const target = new URL(String(url));
    const name = String(method).toUpperCase();
    if (name === 'GET' && data && typeof data === 'object')
      for (const [key, value] of Object.entries(data)) target.searchParams.set(key, String(value));
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    const body = name === 'GET' || data === undefined || data === null ? null : Buffer.from(text);
    return {
      method: name,
      url: target,
      header: { 'content-type': 'application/json', ...(header as Record<string, string>) },
      body,
      shown: body ? readJson(text) : null,
      timeout: Number(timeout ?? 60_000),
    };
  }

  /** Gives the task at once and goes to work; a dead app hears nothing more of it. */
  private start(realm: Realm, name: string, options: Options, prepare: () => Call, download?: PhoneFiles) {
    const progress: ((event: object) => void)[] = [];
    let call: Call | null = null;
    let over = false;
    const end = (good: boolean, answer: object) => {
      if (over) return;
      over = true;
      settle(realm, options, good, answer);
    };
    const run = async () => {
      call = prepare();
      call.sent = (percent, bytes, all) => {
        const event = realm.give({
          progress: percent,
          totalBytesSent: bytes,
          totalBytesExpectedToSend: all,
        });
        for (const tell of progress) realm.later(() => tell(event));
      };
      const answer = await this.exchange(call);
      end(true, { ...this.read(realm, name, options, answer, download), errMsg: `${name}:ok` });
    };
    run().catch((why: Error) => end(false, refusalOf(name, why)));
    return {
      abort: () => {
        call?.raw?.destroy();
        end(false, { errMsg: `${name}:fail abort` });
      },
      onProgressUpdate: (listener: (event: object) => void) => progress.push(listener),
      offProgressUpdate: () => progress.splice(0),
      onHeadersReceived: () => undefined,
      offHeadersReceived: () => undefined,
    };
  }

  private read(realm: Realm, name: string, options: Options, answer: Answer, download?: PhoneFiles) {
    const { status: statusCode, header, bytes } = answer;
    if (download && options.filePath) {
      download.write(String(options.filePath), bytes);
      return { statusCode, header, filePath: options.filePath };
    }
    if (download) {
      const ending = String(header['content-type'] ?? '').split('/')[1] ?? 'bin';
      return { statusCode, header, tempFilePath: download.temporary(bytes, ending) };
    }
    if (options.responseType === 'arraybuffer') return { statusCode, header, data: realm.giveBytes(bytes) };
    const text = bytes.toString('utf8');
    // Only wx.request reads JSON; an upload's answer stays text.
    const asJson = name === 'request' && (options.dataType ?? 'json') === 'json';
    return { statusCode, header, data: asJson ? readJson(text) : text };
  }

  private async exchange(call: Call): Promise<Answer> {
    const path = call.url.pathname.replace(PREFIX, '');
    const cutNow = (when: Moment) => {
      const at = this.cuts.findIndex(
        (cut) => cut.when === when && cut.method === call.method && fits(cut.path, path),
      );
      if (at < 0) return;
      this.cuts.splice(at, 1)[0]?.happens();
      throw new Refusal(broken, 600_003);
    };
    if (!this.connected) throw new Refusal(lost, 600_001);
    cutNow('unsent');
    const answer = await this.send(call);
    this.exchanges.push({
      method: call.method,
      path,
      query: Object.fromEntries(call.url.searchParams),
      body: call.shown,
      status: answer.status,
      answer: readJson(answer.bytes.toString('utf8')),
    });
    cutNow('unanswered');
    if (!this.connected) throw new Refusal(lost, 600_001);
    return answer;
  }

  /** The address the app was built with is not where the tests' API listens: only its path is taken. */
  private send(call: Call): Promise<Answer> {
    const { method, url, header, body, timeout } = call;
    return new Promise((resolve, reject) => {
      const raw = httpRequest(`${this.api}${url.pathname}${url.search}`, {
        method,
        headers: { ...header, ...(body ? { 'content-length': String(body.length) } : {}) },
        timeout,
      });
      call.raw = raw;
      raw.on('timeout', () => {
        reject(new Refusal('timeout', 5));
        raw.destroy();
      });
      raw.on('error', () => reject(new Refusal(broken, 600_003)));
      raw.on('response', (response: IncomingMessage) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', () => reject(new Refusal(broken, 600_003)));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            header: response.headers,
            bytes: Buffer.concat(parts),
          }),
        );
      });
      void writeInParts(raw, body, call.sent);
    });
  }
}

interface Answer {
  status: number;
  header: object & Record<string, unknown>;
  bytes: Buffer;
}

async function writeInParts(raw: ClientRequest, body: Buffer | null, sent: Call['sent']): Promise<void> {
  if (!body) {
    raw.end();
    return;
  }
  const step = Math.ceil(body.length / 4);
  for (let from = 0; from < body.length && !raw.destroyed; from += step) {
    const to = Math.min(from + step, body.length);
    await new Promise<void>((done) => raw.write(body.subarray(from, to), () => done()));
    sent?.(Math.round((to / body.length) * 100), to, body.length);
  }
  raw.end();
}

/** The body of `wx.uploadFile`: the form's fields, then the file with its own name. */
function uploadCall({ url, filePath, name, formData, header, timeout }: Options, files: PhoneFiles): Call {
  const path = String(filePath);
  const bytes = files.read(path);
  if (!bytes) throw new Refusal('file not found', 1_300_002);
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  const type = /\.png$/.test(fileName) ? 'image/png' : 'image/jpeg';
  const boundary = `----WeChatUpload${Math.random().toString(36).slice(2)}`;
  const fields = Object.entries((formData ?? {}) as Record<string, unknown>);
  const before = [
    ...fields.map(
      ([field, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
    ),
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\n`,
    `Content-Type: ${type}\r\n\r\n`,
  ].join('');
  return {
    method: 'POST',
    url: new URL(String(url)),
    header: {
      ...(header as Record<string, string>),
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    body: Buffer.concat([Buffer.from(before), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    shown: { ...Object.fromEntries(fields), [String(name)]: { name: fileName, type, bytes: bytes.length } },
    timeout: Number(timeout ?? 60_000),
  };
}

const fits = (wanted: string | RegExp, path: string) =>
  typeof wanted === 'string' ? wanted === path : wanted.test(path);

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
