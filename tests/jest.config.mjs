import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

// Packages that ship ES modules only: swc turns them into CommonJS for jest.
const esmOnly = [
  'rbush',
  'quickselect',
  'jose',
  'h3-js',
  'gcoord',
  '@turf',
  'point-in-polygon-hao',
  'robust-predicates',
  'concaveman',
];

export default {
  rootDir: root,
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testEnvironment: 'node',
  testSequencer: '<rootDir>/tests/support/slowest-first.mjs',
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  moduleNameMapper: {
    '^@gongzhi/shared/(.*)\\.json$': '<rootDir>/shared/src/$1.json',
    '^@gongzhi/shared/(.*)$': '<rootDir>/shared/src/$1.ts',
  },
  transform: {
    '\\.(m?[jt]sx?)$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript', tsx: true } },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  testTimeout: 20_000,
};
