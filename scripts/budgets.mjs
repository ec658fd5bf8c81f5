// How large a build may be, and how large it is. A build over a limit fails and leaves the last good one there.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const KB = 1024;

/** WeChat itself allows 2 MB a package; these leave an old phone on a slow network well served. */
export const budgets = {
  weapp: { main: 1024 * KB, subpackage: 600 * KB },
  h5: { firstLoad: 350 * KB },
};

/** Written by config/first-load.ts while the web app is built: the scripts the first page needs. */
export const firstLoadList = 'first-load.json';

function bytesOf(path) {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

/** Every package of the mini-app with all its files; what lies in no subpackage is the main one. */
export function weappPackages(folder, { main, subpackage } = budgets.weapp) {
  const { subPackages = [] } = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8'));
  const subpackages = subPackages.map(({ root }) => ({
    name: `subpackage ${root}`,
    bytes: bytesOf(join(folder, root)),
    most: subpackage,
  }));
  const rest = subpackages.reduce((sum, { bytes }) => sum - bytes, bytesOf(folder));
  return [{ name: 'main package', bytes: rest, most: main }, ...subpackages];
}

/** The scripts a browser loads for index.html and the first page, as they travel. */
export function h5FirstLoad(folder, { firstLoad } = budgets.h5) {
  const scripts = JSON.parse(readFileSync(join(folder, firstLoadList), 'utf8'));
  const inHtml = readFileSync(join(folder, 'index.html'), 'utf8').matchAll(/<script[^>]+src="\/([^"]+)"/g);
  const all = new Set([...scripts, ...[...inHtml].map(([, src]) => src)]);
  const bytes = [...all].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
  return [{ name: `first load, ${all.size} scripts gzipped`, bytes, most: firstLoad }];
}

export const measures = {
  weapp: weappPackages,
  h5: (folder) => (existsSync(join(folder, firstLoadList)) ? h5FirstLoad(folder) : noList()),
};

function noList() {
  throw new Error(`the web app was built without ${firstLoadList}`);
}

const inKB = (bytes) => `${(bytes / KB).toFixed(1)} KB`;

/** A line for each measure; throws, naming what is too large, when one is over its limit. */
export function keepWithin(measured) {
  const lines = measured.map(({ name, bytes, most }) => `${name}: ${inKB(bytes)} of ${inKB(most)}`);
  const over = lines.filter((_, at) => measured[at].bytes > measured[at].most);
  if (over.length > 0) throw new Error(`over its limit (scripts/budgets.mjs)\n  ${over.join('\n  ')}`);
  return lines;
}
