import { asyncCall, type Options, type Realm, Refusal } from './answer';

/** Interfaces the platform opens only to somebody who agreed to the privacy guide. */
export const guarded = [
  'getLocation',
  'chooseLocation',
  'chooseMedia',
  'chooseImage',
  'chooseMessageFile',
  'saveImageToPhotosAlbum',
  'getClipboardData',
  'chooseAddress',
] as const;
export type Guarded = (typeof guarded)[number];

type Resolve = (said: { event: string; buttonId?: string }) => void;
type Listener = (resolve: Resolve, info: { referrer: string }) => void;

/** The privacy guide of one mini-app on one phone: what it declares, and whether its reader agreed. */
export class PhonePrivacy {
  /** What the guide on the platform's administration page names. */
  declared: readonly Guarded[] = ['getLocation', 'chooseMedia'];
  /** What the person does when WeChat's own question appears: the app brought none. */
  answersWechat: 'agree' | 'refuse' = 'agree';
  /** How often WeChat had to ask by itself. */
  askedByWechat = 0;
  /** How often the guide was opened. */
  read = 0;
  private agreedButton: string | null = null;
  private listener: Listener | null = null;

  constructor(public agreed: boolean) {}

  /** Somebody pressed a `<button open-type="agreePrivacyAuthorization">`. */
  press(buttonId: string): void {
    this.agreedButton = buttonId;
    this.agreed = true;
  }

  forgetListeners(): void {
    this.listener = null;
  }

  /** Lets a guarded call go on, or refuses it as the platform does. */
  async pass(name: string, realm: Realm): Promise<void> {
    if (!this.declared.includes(name as Guarded))
      throw new Refusal('api scope is not declared in the privacy agreement', 112);
    await this.agree(name, realm);
  }

  private async agree(name: string, realm: Realm): Promise<void> {
    if (this.agreed) return;
    if (!this.listener) {
      this.askedByWechat++;
      this.agreed = this.answersWechat === 'agree';
    } else await this.ask(this.listener, name, realm);
    if (!this.agreed) throw new Refusal('privacy permission is not authorized', 104);
  }

  private ask(listener: Listener, referrer: string, realm: Realm): Promise<void> {
    return new Promise((done) => {
      const resolve: Resolve = ({ event, buttonId }) => {
        // That the window was shown is only counted; the call goes on waiting.
        if (event === 'exposureAuthorization') return;
        // An agreement counts only when the button it names was really pressed.
        if (event === 'agree' && buttonId !== this.agreedButton) this.agreed = false;
        done();
      };
      realm.later(() => listener(resolve, realm.give({ referrer })));
    });
  }

  wx(realm: Realm) {
    return {
      getPrivacySetting: asyncCall(realm, 'getPrivacySetting', () => ({
        needAuthorization: !this.agreed,
        privacyContractName: '《共治小程序隐私保护指引》',
      })),
      onNeedPrivacyAuthorization: (listener: Listener) => {
        this.listener = listener;
      },
      offNeedPrivacyAuthorization: () => this.forgetListeners(),
      requirePrivacyAuthorize: asyncCall(realm, 'requirePrivacyAuthorize', async () => {
        await this.agree('requirePrivacyAuthorize', realm);
        return {};
      }),
      openPrivacyContract: asyncCall(realm, 'openPrivacyContract', (_: Options) => {
        this.read++;
        return {};
      }),
    };
  }
}
