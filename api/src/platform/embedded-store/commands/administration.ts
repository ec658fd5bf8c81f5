import { encode } from '../bson-read';
import { StoreError } from '../errors';
import { sweepExpired } from '../expiry';
import { parseFilter } from '../filter';
import { compileMatcher } from '../matcher';
import { MAX_DOCUMENT } from '../storage';
import type { Doc } from '../values';
import { cursorReply, MAX_MESSAGE } from '../wire';
import { type Command, collectionName, collectionOf, docField } from './command';

/** Speaks like one standalone MongoDB 7.0 server: no replica set, no sessions, no transactions. */
export const hello: Command = {
  // Drivers announce more about themselves with every release.
  fields: '*',
  run: () => ({
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    maxBsonObjectSize: MAX_DOCUMENT,
    maxMessageSizeBytes: MAX_MESSAGE,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ok: 1,
  }),
};

const ok = (fields = ''): Command => ({ fields, run: () => ({ ok: 1 }) });
export const ping = ok();
export const endSessions = ok();

export const buildInfo: Command = {
  fields: '',
  run: () => ({
    version: '7.0.0',
    versionArray: [7, 0, 0, 0],
    gitVersion: 'gongzhi-embedded',
    modules: [],
    bits: 64,
    maxBsonObjectSize: MAX_DOCUMENT,
    ok: 1,
  }),
};

export const serverStatus: Command = {
  fields: '',
  run: () => ({
    host: '127.0.0.1',
    version: '7.0.0',
    process: 'gongzhi-embedded-store',
    pid: process.pid,
    uptime: process.uptime(),
    ok: 1,
  }),
};

export const connectionStatus: Command = {
  fields: 'showPrivileges',
  run: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 }),
};

export const create: Command = {
  fields: '',
  writes: true,
  run(context) {
    if (collectionOf(context))
      throw new StoreError(48, `Collection ${context.db}.${collectionName(context)} already exists.`);
    context.storage.catalog.create(context.db, collectionName(context));
    return { ok: 1 };
  },
};

export const drop: Command = {
  fields: '',
  writes: true,
  run(context) {
    const { storage, cursors } = context;
    const collection = collectionOf(context);
    // Since 7.0 dropping what is not there succeeds.
    if (!collection) return { ok: 1 };
    storage.catalog.drop(collection);
    cursors.killNamespace(collection.ns);
    return { nIndexesWas: collection.indexes.length, ns: collection.ns, ok: 1 };
  },
};

export const dropDatabase: Command = {
  fields: '',
  writes: true,
  run({ storage, cursors, db }) {
    for (const collection of storage.catalog.inDatabase(db)) storage.catalog.drop(collection);
    cursors.killNamespace(db);
    return { dropped: db, ok: 1 };
  },
};

export const listCollections: Command = {
  fields: 'filter nameOnly authorizedCollections cursor',
  run({ storage, body, db }) {
    const matches = compileMatcher(parseFilter(docField(body, 'filter')));
    const entries = storage.catalog.inDatabase(db).map(({ name, indexes }): Doc => {
      const idIndex = indexes[0]?.spec as Doc;
      return body.nameOnly === true
        ? { name, type: 'collection' }
        : { name, type: 'collection', options: {}, info: { readOnly: false }, idIndex };
    });
    return cursorReply(`${db}.$cmd.listCollections`, 'firstBatch', 0n, entries.filter(matches).map(encode));
  },
};

export const listDatabases: Command = {
  fields: 'filter nameOnly authorizedDatabases',
  run({ storage, body }) {
    const matches = compileMatcher(parseFilter(docField(body, 'filter')));
    const names = [...new Set(storage.catalog.all().map(({ db }) => db))].sort();
    return {
      databases: names.map((name): Doc => ({ name, sizeOnDisk: 0, empty: false })).filter(matches),
      totalSize: 0,
      ok: 1,
    };
  },
};

/** Our own: removes what has expired now, not at the next minute. */
export const gongzhiExpire: Command = {
  fields: '',
  writes: true,
  run({ storage }) {
    sweepExpired(storage, new Date());
    return { ok: 1 };
  },
};
