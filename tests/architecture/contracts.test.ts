import { allContracts } from '@gongzhi/shared/contracts';
import Router from '@koa/router';
import type { Api } from '../../api/src/http/endpoint';
import { openApi } from '../../api/src/http/openapi';
import { createMeter } from '../../api/src/http/rate-limit';
import { routes } from '../../api/src/routes';
import { validate } from '../api/http/openapi-validity';

const contracts = Object.entries(allContracts).flatMap(([feature, ofFeature]) =>
  Object.entries(ofFeature).map(([name, contract]) => ({ id: `${feature}.${name}`, contract })),
);
const router = new Router({ prefix: '/api/v1' });
const api: Api = {
  router,
  authenticate: async () => {
    throw new Error('nobody signs in here');
  },
  meter: createMeter('off'),
  checkResponses: true,
};
for (const register of routes) register(api);

const served = router.stack.flatMap(({ methods, path }) =>
  methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${path}`),
);
const promised = contracts.map(({ contract }) => `${contract.method} /api/v1${contract.path}`);

it('every contract has one route and every route a contract', () => {
  expect([...served].sort()).toEqual([...promised].sort());
  expect(new Set(promised).size).toBe(promised.length);
});

it.each(contracts.map(({ id, contract }) => [id, contract] as const))(
  '%s is reached at its own address, not taken for another',
  (_, contract) => {
    const address = `/api/v1${contract.path.replaceAll(/:\w+/g, 'a'.repeat(24))}`;
    const first = router.match(address, contract.method).pathAndMethod[0];
    expect(first?.path).toBe(`/api/v1${contract.path}`);
  },
);

it.each(contracts.map(({ id, contract }) => [id, contract] as const))(
  '%s answers in one way and takes every parameter of its address',
  (_, { path, params, status, response, produces, body, method }) => {
    expect(status === 204 ? !response && !produces : Boolean(response) !== Boolean(produces)).toBe(true);
    expect(Boolean(params)).toBe(path.includes(':'));
    if (body) expect(method).not.toBe('GET');
  },
);

it('the contracts make a valid OpenAPI document', async () => {
  const document = openApi(allContracts, '1.0.0');
  expect(await validate(document)).toEqual({ valid: true, version: '3.1' });
}, 30_000);
