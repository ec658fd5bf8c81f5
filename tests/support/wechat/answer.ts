/** What an app gives with most calls of `wx`. */
export type Options = Record<string, unknown> & {
  success?: (answer: unknown) => void;
  fail?: (why: unknown) => void;
  complete?: (either: unknown) => void;
};

/** Why the platform did not do it; its words follow `<name>:fail `. */
export class Refusal extends Error {
  constructor(
    reason: string,
    readonly errno?: number,
  ) {
    super(reason);
  }
}

/** What a call needs of the running app: values of the app's own realm, and silence once it is dead. */
export interface Realm {
  readonly alive: boolean;
  /** A copy made inside the app, as everything is that crosses over from the platform. */
  give<T>(value: T): T;
  giveBytes(bytes: Buffer): ArrayBuffer;
  /** Runs a function of the app later, in its own turn; what it throws is the app's failure. */
  later(run: () => void): void;
}

/** One asynchronous call of `wx`: `success` or `fail`, then `complete`, and a promise when neither was given. */
export function asyncCall(
  realm: Realm,
  name: string,
  work: (options: Options) => Promise<object | undefined> | object | undefined,
) {
  return (options: Options = {}): Promise<unknown> | undefined => {
    const done = Promise.resolve()
      .then(() => work(options))
      .then(
        (answer) => ({ good: true, answer: { ...answer, errMsg: `${name}:ok` } }),
        (why: Error) => ({ good: false, answer: refusalOf(name, why) }),
      );
    if (!options.success && !options.fail && !options.complete) {
      return done.then(({ good, answer }) => {
        if (!realm.alive) return new Promise(() => undefined);
        if (good) return realm.give(answer);
        throw realm.give(answer);
      });
    }
    void done.then(({ good, answer }) => settle(realm, options, good, answer));
    return undefined;
  };
}

export function settle(realm: Realm, options: Options, good: boolean, answer: object): void {
  const given = realm.give(answer);
  realm.later(() => {
    (good ? options.success : options.fail)?.(given);
    options.complete?.(given);
  });
}

export function refusalOf(name: string, why: Error): { errMsg: string; errno?: number } {
  const errno = why instanceof Refusal ? why.errno : undefined;
  return { errMsg: `${name}:fail ${why.message}`, ...(errno === undefined ? {} : { errno }) };
}

/** The `…Sync` form: gives the value, or throws what the asynchronous form would have told. */
export function syncCall<Args extends unknown[], T>(
  realm: Realm,
  name: string,
  work: (...args: Args) => T,
): (...args: Args) => T {
  return (...args) => {
    try {
      return realm.give(work(...args));
    } catch (why) {
      const refusal = refusalOf(name, why as Error);
      throw Object.assign(new Error(refusal.errMsg), refusal);
    }
  };
}
