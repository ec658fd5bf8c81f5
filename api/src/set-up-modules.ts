import path from 'node:path';
import type { Config } from './config';
import { setUpFiles } from './modules/files/files-setup';
import { setUpIdentity } from './modules/identity/identity-setup';
import { setUpIssues } from './modules/issues/issues-setup';
import { openDiskStore } from './platform/files/file-store';
import { createWechatClient } from './platform/wechat/wechat-client';

/** Gives each module what it needs of the configuration; the server, the commands and the tests all call this. */
export function setUpModules(config: Config): void {
  setUpIdentity({
    secretKey: config.secretKey,
    demo: config.demo,
    wechat: config.wechat ? createWechatClient(config.wechat) : null,
  });
  setUpFiles({ store: openDiskStore(path.join(config.dataDir, 'files')), secret: config.secretKey });
  setUpIssues({ secret: config.secretKey, autoDispatch: config.autoDispatch });
}
