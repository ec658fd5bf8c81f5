import type { WechatClient } from '../../platform/wechat/wechat-client';

interface IdentitySetup {
  /** Signs tokens and encrypts phone numbers. */
  secretKey: string;
  /** Demonstration mode: people are picked from a list. */
  demo: boolean;
  /** Null where no WeChat keys are configured. */
  wechat: WechatClient | null;
}

let setup: IdentitySetup | null = null;

/** Says once, at start, what signing in depends on. */
export function setUpIdentity(given: IdentitySetup): void {
  setup = given;
}

export function identitySetup(): IdentitySetup {
  if (!setup) throw new Error('setUpIdentity has not been called');
  return setup;
}
