import TestSequencer from '@jest/test-sequencer';

/** Where there are no times of an earlier run jest begins with the largest files, and ends with a browser on one core alone. */
const slow = [/e2e\/every-page/, /e2e\//, /miniapp\/weapp/];

export default class SlowestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const found = slow.findIndex((pattern) => pattern.test(path));
      return found < 0 ? slow.length : found;
    };
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}
