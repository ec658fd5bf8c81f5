import { identityContracts } from '@gongzhi/shared/identity/contract';
import type { Me, SessionTokens } from '@gongzhi/shared/identity/schema';
import { agreement } from '@gongzhi/shared/privacy/agreement';
import Taro from '@tarojs/taro';
import { useEffect } from 'react';
import { call } from './request';
import { dropCopies } from './save-copy';
import { endSession, forgetOwner, isSignedIn, keepTokens, meStore, useSignedIn } from './session';
import { useStore } from './store';

/** Takes the tokens of any sign-in and learns who that is. */
async function enter(session: SessionTokens): Promise<Me> {
  keepTokens(session);
  return loadMe();
}

/** Asks the API who is signed in and what posts they hold. */
export async function loadMe(): Promise<Me> {
  const me = await call(identityContracts.me);
  meStore.set(me);
  return me;
}

let asking: Promise<Me> | null = null;

/** The same, asked once for all parts of a page that want to know at the same time. */
export function learnMe(): Promise<Me> {
  asking ??= loadMe().finally(() => {
    asking = null;
  });
  return asking;
}

export async function signInDemo(accountId: string): Promise<Me> {
  return enter(await call(identityContracts.signInDemo, { body: { accountId } }));
}

export async function signInDesk(loginName: string, password: string): Promise<Me> {
  return enter(await call(identityContracts.signInDesk, { body: { loginName, password } }));
}

/** Called once the person has ticked the box: the consent goes with the code. */
export async function signInWechat(): Promise<Me> {
  const { code } = await Taro.login();
  const body = { code, consent: agreement.version };
  return enter(await call(identityContracts.signInWechat, { body }));
}

/** Tells the API that the person agrees to the texts in force. */
export async function agree(): Promise<void> {
  meStore.set(await call(identityContracts.consent, { body: { version: agreement.version } }));
}

export async function signInWithPasswordLink(token: string, password: string): Promise<Me> {
  const body = { password, consent: agreement.version };
  return enter(await call(identityContracts.setPassword, { params: { token }, body }));
}

/** Ends the session here even when the server cannot be told. */
export async function signOut(): Promise<void> {
  try {
    await call(identityContracts.signOut);
  } catch {
    // The refresh token runs out by itself.
  }
  leaveDevice();
}

/** Nobody is signed in here any more, and the device is for others. */
export function leaveDevice(): void {
  endSession();
  forgetOwner();
  dropCopies();
}

/** Who is signed in; null while unknown and when nobody is. */
export function useMe(): Me | null {
  const signedIn = useSignedIn();
  const me = useStore(meStore);
  useEffect(() => {
    if (signedIn && !meStore.get() && isSignedIn()) learnMe().catch(() => undefined);
  }, [signedIn]);
  return signedIn ? me : null;
}
