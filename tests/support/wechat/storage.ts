import { asyncCall, type Options, type Realm, Refusal, syncCall } from './answer';

const MB = 1024 * 1024;
const A_KEY = 1 * MB;
const IN_ALL = 10 * MB;

/** `wx.setStorage` and its family: 1 MB a key, 10 MB in all; outlives the app. */
export class PhoneStorage {
  private readonly kept = new Map<string, string>();

  /** What an app of this phone has stored under a key, or null. */
  read(key: string): unknown {
    const text = this.kept.get(key);
    return text === undefined ? null : JSON.parse(text);
  }

  get keys(): string[] {
    return [...this.kept.keys()];
  }

  get bytes(): number {
    let sum = 0;
    for (const [key, text] of this.kept) sum += key.length + Buffer.byteLength(text);
    return sum;
  }

  set(key: string, value: unknown): void {
    const text = JSON.stringify(value ?? '');
    const bytes = Buffer.byteLength(text);
    if (bytes > A_KEY) throw new Refusal('entry size limit reached');
    const before = this.kept.get(key);
    const rest = this.bytes - (before === undefined ? 0 : key.length + Buffer.byteLength(before));
    if (rest + key.length + bytes > IN_ALL) throw new Refusal('exceed storage max size 10Mb');
    this.kept.set(key, text);
  }

  remove(key: string): void {
    this.kept.delete(key);
  }

  clear(): void {
    this.kept.clear();
  }

  api(realm: Realm) {
    const info = () => ({ keys: this.keys, currentSize: Math.ceil(this.bytes / 1024), limitSize: 10_240 });
    const key = (options: Options) => String(options.key);
    const nothing = (work: (options: Options) => void) => (options: Options) => {
      work(options);
      return undefined;
    };
    return {
      getStorageSync: syncCall(realm, 'getStorageSync', (name: string) => this.read(name) ?? ''),
      setStorageSync: syncCall(realm, 'setStorageSync', (name: string, value: unknown) =>
        this.set(name, value),
      ),
      removeStorageSync: syncCall(realm, 'removeStorageSync', (name: string) => this.remove(name)),
      clearStorageSync: syncCall(realm, 'clearStorageSync', () => this.clear()),
      getStorageInfoSync: syncCall(realm, 'getStorageInfoSync', info),
      getStorage: asyncCall(realm, 'getStorage', (options) => {
        const data = this.read(key(options));
        if (data === null) throw new Refusal('data not found');
        return { data };
      }),
      setStorage: asyncCall(
        realm,
        'setStorage',
        nothing((options) => this.set(key(options), options.data)),
      ),
      removeStorage: asyncCall(
        realm,
        'removeStorage',
        nothing((options) => this.remove(key(options))),
      ),
      clearStorage: asyncCall(
        realm,
        'clearStorage',
        nothing(() => this.clear()),
      ),
      getStorageInfo: asyncCall(realm, 'getStorageInfo', info),
    };
  }
}
