// node run-store.mjs <built index> <data folder>: an embedded store in a process of its own, for tests.
import { pathToFileURL } from 'node:url';

const [entry, dataDir] = process.argv.slice(2);
const { startEmbeddedStore } = await import(pathToFileURL(entry));
const store = await startEmbeddedStore({ dataDir });
console.log(JSON.stringify({ uri: store.uri, port: store.port }));
setInterval(() => {}, 1 << 30);
