import path from 'node:path';
import packageJson from '../package.json';
import type { Config } from './config';
import { setUpFiles } from './modules/files/files-setup';
import { setUpIdentity } from './modules/identity/identity-setup';
import { setUpImports } from './modules/imports/imports-setup';
import { setUpIssues } from './modules/issues/issues-setup';
import { loadPlaceIndex } from './modules/places/place-index';
import { ensureStandards } from './modules/standards/put-in-force';
import { setUpSystem } from './modules/system/system-setup';
import { clock } from './platform/clock';
import { openDiskStore } from './platform/files/file-store';
import { createWechatClient } from './platform/wechat/wechat-client';

/** Gives each module what it needs of the configuration; the server, the commands and the tests all call this. */
export function setUpModules(config: Config): void {
  const { secretKey, demo, wechat, map } = config;
  setUpSystem({ version: packageJson.version, demo, wechat: Boolean(wechat), map });
  setUpIdentity({ secretKey, demo, wechat: wechat ? createWechatClient(wechat) : null });
  setUpFiles({ store: openDiskStore(path.join(config.dataDir, 'files')), secret: secretKey });
  setUpImports({ store: openDiskStore(path.join(config.dataDir, 'imports')) });
  setUpIssues({ secret: secretKey, autoDispatch: config.autoDispatch, autoClose: config.autoClose });
}

/** What the modules keep in memory or need in the database before the first request. */
export async function readyModules(): Promise<void> {
  await ensureStandards(clock.now());
  await loadPlaceIndex();
}
