import path from 'node:path';
import TestSequencer from '@jest/test-sequencer';

/**
 * Seconds of the longest files on two cores. Where there are no times of an earlier run jest would begin with the
 * largest files, and end with a long one on one core alone. To renew them: `node scripts/test.mjs`, then the times in
 * `.cache/jest.json`.
 */
const seconds = {
  'e2e/every-page.test.ts': 134,
  'e2e/drafts-in-trouble.test.ts': 75,
  'e2e/drafts.test.ts': 66,
  'e2e/bureau.test.ts': 59,
  'e2e/from-nothing.test.ts': 52,
  'api/random/random-requests.test.ts': 39,
  'e2e/without-network.test.ts': 36,
  'e2e/journey.test.ts': 34,
  'e2e/desk-several.test.ts': 32,
  'api/demonstration/cases.test.ts': 29,
  'e2e/desk.test.ts': 28,
  'e2e/account.test.ts': 27,
  'api/issues/matrix.test.ts': 26,
  'e2e/places.test.ts': 23,
  'api/posts/matrix.test.ts': 20,
  'api/system/empty-installation.test.ts': 17,
  'e2e/addressed.test.ts': 15,
  'api/imports/imports.test.ts': 14,
  'api/my-data/copy.test.ts': 13,
  'api/issues/indexes.test.ts': 12,
  'miniapp/weapp-journey.test.ts': 12,
  'miniapp/weapp-drafts.test.ts': 12,
  'e2e/public-card.test.ts': 11,
  'api/my-data/erase.test.ts': 11,
  'api/issues/visibility.test.ts': 11,
  'api/issues/lists.test.ts': 10,
  'api/demonstration/seed.test.ts': 9,
  'conformance/durability.test.ts': 9,
  'e2e/units.test.ts': 9,
  'e2e/draw-shape.test.ts': 9,
  'api/files/pictures.test.ts': 9,
  'api/identity/sign-in-wechat.test.ts': 8,
  'api/issues/commands.test.ts': 8,
  'miniapp/weapp-pages.test.ts': 8,
  'architecture/placement.test.ts': 8,
};
const SHORT = 1;

export default class SlowestFirst extends TestSequencer {
  time(test) {
    const name = path.relative(path.join(test.context.config.rootDir, 'tests'), test.path);
    return super.time(test) ?? (seconds[name.split(path.sep).join('/')] ?? SHORT) * 1000;
  }
}
