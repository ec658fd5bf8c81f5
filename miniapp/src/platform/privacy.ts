import Taro from '@tarojs/taro';
import { createStore, useStore } from './store';

/** The button that counts as agreeing: WeChat believes only one that was really pressed, named by its id. */
export const AGREE_BUTTON = 'privacy-agree';

export type GuardedUse = 'location' | 'pictures' | 'other';
type Answer = Taro.onNeedPrivacyAuthorization.ResolveOption;

const uses: Record<string, GuardedUse> = { getLocation: 'location', chooseMedia: 'pictures' };

const asking = createStore<GuardedUse | null>(null);
/** What a page asked leave for by itself; WeChat then names only the asking. */
let wanted: GuardedUse = 'other';
let waiting: ((answer: Answer) => void)[] = [];
let refused = false;

/** Lets the app's own question stand in for WeChat's. Called once, when the app starts. */
export function watchPrivacy(): void {
  // WeChat before 8.0.42 neither has it nor asks.
  if (typeof Taro.onNeedPrivacyAuthorization !== 'function') return;
  Taro.onNeedPrivacyAuthorization((resolve, { referrer }) => {
    if (refused) {
      resolve({ event: 'disagree' });
      return;
    }
    waiting.push(resolve);
    asking.set(uses[referrer] ?? wanted);
    resolve({ event: 'exposureAuthorization' });
  });
}

/** Whether the guide is agreed to, after asking if need be: takes as long as somebody reads. */
export function privacyAgreed(use: GuardedUse): Promise<boolean> {
  if (typeof Taro.requirePrivacyAuthorize !== 'function') return Promise.resolve(true);
  wanted = use;
  return new Promise((resolve) => {
    Taro.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) });
  });
}

/** What the person is being asked for, or null. */
export const useAskedPrivacy = () => useStore(asking);

export function answerPrivacy(agreed: boolean): void {
  refused = !agreed;
  const answer: Answer = agreed ? { event: 'agree', buttonId: AGREE_BUTTON } : { event: 'disagree' };
  for (const resolve of waiting) resolve(answer);
  waiting = [];
  asking.set(null);
}

/** Who refused is not asked again by pages that open, but is when pressing what needs it. */
export function askPrivacyAgain(): void {
  refused = false;
}

export function openPrivacyGuide(): void {
  Taro.openPrivacyContract({
    fail: () => void Taro.showToast({ title: '暂时打不开隐私保护指引', icon: 'none' }),
  });
}
