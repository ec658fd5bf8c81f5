import type { WechatClient } from '../../platform/wechat/wechat-client';

/** What signing in depends on; given when the routes are made, never read from the environment here. */
export interface IdentitySettings {
  readonly secretKey: string;
  /** Demonstration mode: people are picked from a list. */
  readonly demo: boolean;
  /** Null where no WeChat keys are configured. */
  readonly wechat: WechatClient | null;
}
