import { contract } from '../contract';
import { eraseInput } from './schema';

const tag = '我的信息';
export const myDataContracts = {
  copy: contract({
    method: 'GET',
    path: '/me/copy',
    summary: '我的个人信息副本：系统里关于我的一切',
    tag,
    access: 'signedIn',
    rate: 'copy',
    produces: 'application/json',
    status: 200,
    errors: ['RATE_LIMITED'],
  }),
  erase: contract({
    method: 'POST',
    path: '/me/erase',
    summary: '注销账号；所有登录随即作废',
    tag,
    access: 'signedIn',
    withoutConsent: true,
    body: eraseInput,
    rate: 'signIn',
    status: 204,
    errors: ['POSTS_HELD', 'WECHAT_CODE_INVALID', 'WECHAT_UNAVAILABLE', 'FORBIDDEN'],
  }),
};
