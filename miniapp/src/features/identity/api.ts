import type { BodyInputOf } from '@gongzhi/shared/contract';
import { identityContracts } from '@gongzhi/shared/identity/contract';
import { call } from '../../platform/request';

export const demoPeople = () => call(identityContracts.demoPeople);
export const updateMe = (body: BodyInputOf<typeof identityContracts.updateMe>) =>
  call(identityContracts.updateMe, { body });
export const newAppointmentCode = () => call(identityContracts.appointmentCode);
export const readPasswordLink = (token: string) =>
  call(identityContracts.readPasswordLink, { params: { token } });
