import type { Contract } from '@gongzhi/shared/contract';
import { type ErrorCode, errorSchema, errorTable } from '@gongzhi/shared/errors';
import { z } from 'zod';
import { needsConsent } from './endpoint';

type Json = Record<string, unknown>;
export type ContractsByFeature = Readonly<Record<string, Readonly<Record<string, Contract>>>>;

/** The OpenAPI 3.1 description of everything the API serves, derived from the contracts alone. */
export function openApi(contracts: ContractsByFeature, version: string): Json {
  const entries = Object.entries(contracts).flatMap(([feature, ofFeature]) =>
    Object.entries(ofFeature).map(([name, contract]) => ({ id: `${feature}.${name}`, contract })),
  );
  const paths: Record<string, Json> = {};
  for (const { id, contract } of entries) {
    const path = contract.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(id, contract) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '共治 API',
      version,
      description: '由两端共用的契约生成。带锁的接口要先登录，把 accessToken 填入 Authorize。',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(entries.map(({ contract }) => contract.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: jsonSchema(errorSchema, 'output') },
    },
  };
}

function operation(operationId: string, contract: Contract): Json {
  return {
    operationId,
    summary: contract.summary,
    tags: [contract.tag],
    ...security(contract),
    parameters: [...parameters(contract.params, 'path'), ...parameters(contract.query, 'query')],
    ...requestBody(contract),
    responses: { [contract.status]: success(contract), ...failures(contract) },
  };
}

function security({ access }: Contract): Json {
  if (access === 'public') return { security: [] };
  return { security: access === 'optional' ? [{}, { session: [] }] : [{ session: [] }] };
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const asked = jsonSchema(schema, 'input') as ObjectSchema;
  // What is read from text (`z.coerce`) takes anything; what it becomes says more.
  const read = jsonSchema(schema, 'output') as ObjectSchema;
  return Object.entries(asked.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (asked.required ?? []).includes(name),
    schema: saysSomething(property) ? property : { ...read.properties?.[name], ...property },
  }));
}

interface ObjectSchema {
  properties?: Record<string, Json>;
  required?: string[];
}

const saysSomething = (schema: Json) =>
  ['type', 'enum', 'const', 'anyOf', 'allOf'].some((word) => word in schema);

function requestBody(contract: Contract): Json {
  if (contract.accepts === 'multipart') {
    const file = { type: 'string', contentMediaType: 'application/octet-stream' };
    const schema = { type: 'object', properties: { file }, required: ['file'] };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (!contract.body) return {};
  const schema = jsonSchema(contract.body, 'input');
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

function success(contract: Contract): Json {
  if (contract.response) {
    const schema = jsonSchema(contract.response, 'output');
    return { description: '成功', content: { 'application/json': { schema } } };
  }
  if (!contract.produces) return { description: '成功，没有内容' };
  return { description: '成功', content: { [contract.produces]: { schema: { type: 'string' } } } };
}

/** Errors by status; several codes can share one. */
function failures(contract: Contract): Json {
  const codes = new Set<ErrorCode>([...contract.errors, ...alwaysPossible(contract)]);
  const byStatus: Record<string, ErrorCode[]> = {};
  for (const code of codes) {
    const status = errorTable[code].status;
    byStatus[status] = [...(byStatus[status] ?? []), code];
  }
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${code}\` ${errorTable[code].message}`).join('；'),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  );
}

/** What the HTTP house itself may answer before a handler is reached. */
function alwaysPossible(contract: Contract): ErrorCode[] {
  const codes: ErrorCode[] = ['RATE_LIMITED', 'INTERNAL'];
  if (contract.access !== 'public') codes.push('SESSION_ENDED');
  if (contract.access === 'signedIn') codes.push('NOT_SIGNED_IN');
  if (needsConsent(contract)) codes.push('CONSENT_NEEDED');
  if (contract.params || contract.query || contract.body) codes.push('VALIDATION_FAILED');
  if (contract.body) codes.push('BAD_REQUEST', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE');
  return codes;
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest as Json;
}
