import { identityContracts } from '@gongzhi/shared/identity/contract';
import { type Api, endpoint } from '../../http/endpoint';
import { countUnread } from '../inbox/inbox.queries';
import { newAppointmentCode } from './appointment-code';
import { consent } from './consent';
import { createDeskAccount, disableDeskAccount, listDeskAccounts, renewPasswordLink } from './desk-accounts';
import { demoPeople, whoAmI } from './identity.queries';
import { readLink, setPassword } from './password-links';
import { refreshSession, revokeSession } from './sessions';
import { requireDemo, signInDemo } from './sign-in-demo';
import { signInDesk } from './sign-in-desk';
import { signInWechat } from './sign-in-wechat';
import { updateMe } from './update-me';

export function identityRoutes(api: Api): void {
  endpoint(api, identityContracts.signInWechat, ({ body, now, request }) =>
    signInWechat(body, now, request.userAgent),
  );
  endpoint(api, identityContracts.signInDesk, async ({ body, now, request }) => {
    // Beside the limit by address: one name is tried only so often, from however many addresses.
    await api.meter('signIn', `name:${body.loginName.toLowerCase()}`);
    return signInDesk(body, now, request.userAgent);
  });
  endpoint(api, identityContracts.demoPeople, async () => {
    requireDemo();
    return { items: await demoPeople() };
  });
  endpoint(api, identityContracts.signInDemo, ({ body, now, request }) =>
    signInDemo(body.accountId, now, request.userAgent),
  );
  endpoint(api, identityContracts.refresh, ({ body, now }) => refreshSession(body.refreshToken, now));
  endpoint(api, identityContracts.signOut, ({ actor, now }) =>
    revokeSession(actor.sessionId, 'signed out', now),
  );
  endpoint(api, identityContracts.me, async ({ actor, now }) =>
    whoAmI(actor, await countUnread(actor.accountId), now),
  );
  endpoint(api, identityContracts.updateMe, async ({ actor, body, now }) => {
    await updateMe(actor, body, now);
    return whoAmI(actor, await countUnread(actor.accountId), now);
  });
  endpoint(api, identityContracts.consent, async ({ actor, now }) => {
    await consent(actor, now);
    return whoAmI(actor, await countUnread(actor.accountId), now);
  });
  endpoint(api, identityContracts.appointmentCode, ({ actor, now }) => newAppointmentCode(actor, now));
  endpoint(api, identityContracts.listDeskAccounts, ({ actor, query }) => listDeskAccounts(actor, query));
  endpoint(api, identityContracts.createDeskAccount, ({ actor, body, now }) =>
    createDeskAccount(actor, body, now),
  );
  endpoint(api, identityContracts.renewPasswordLink, ({ actor, params, now }) =>
    renewPasswordLink(actor, params.id, now),
  );
  endpoint(api, identityContracts.disableDeskAccount, ({ actor, params, now }) =>
    disableDeskAccount(actor, params.id, now),
  );
  endpoint(api, identityContracts.readPasswordLink, ({ params, now }) => readLink(params.token, now));
  endpoint(api, identityContracts.setPassword, ({ params, body, now, request }) =>
    setPassword(params.token, body.password, now, request.userAgent),
  );
}
