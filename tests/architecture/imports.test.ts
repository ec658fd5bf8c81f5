import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const rules = path.join(__dirname, 'import-rules.cjs');

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

/** Runs dependency-cruiser, an ES module, in a process of its own. */
function violations(cwd: string, ...folders: string[]): Promise<{ modules: number; found: Violation[] }> {
  const tool = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [tool, '--config', rules, '--output-type', 'json', ...folders];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, printed) => {
      // It ends with the number of violations, which is no failure of the run.
      if (!printed) return reject(error);
      const { summary } = JSON.parse(printed);
      resolve({ modules: summary.totalCruised, found: summary.violations });
    });
  });
}

it('imports flow one way, without cycles', async () => {
  const { modules, found } = await violations(root, 'api/src', 'shared/src', 'miniapp/src');
  expect(found.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  expect(modules).toBeGreaterThan(300);
}, 60_000);

/** A tiny project in which each rule is broken once: a rule that catches nothing would be no rule. */
const wrongs: Record<string, Record<string, string>> = {
  'no-cycles': { 'api/src/a.ts': "import './b'", 'api/src/b.ts': "import './a'" },
  'nothing-unresolved': { 'api/src/lost.ts': "import './nowhere'" },
  'shared-imports-zod-only': { 'shared/src/rules.ts': "import 'node:fs'" },
  'http-and-platform-know-no-module': { 'api/src/http/reach.ts': "import '../modules/places/find'" },
  'models-stay-in-their-module': { 'api/src/outbox/tell.ts': "import '../modules/places/place.model'" },
  "no-other-module's-model": { 'api/src/modules/issues/look.ts': "import '../places/place.model'" },
  'only-the-list-imports-routes': { 'api/src/start.ts': "import './modules/places/places.routes'" },
  'routes-do-not-reach-for-models': { 'api/src/modules/places/places.routes.ts': "import './place.model'" },
  'policies-are-pure': { 'api/src/modules/places/place.policy.ts': "import './find'" },
  'models-know-only-shared': { 'api/src/modules/places/other.model.ts': "import './find'" },
  'views-do-not-act': { 'api/src/modules/places/place.view.ts': "import './places.routes'" },
  'miniapp-never-imports-api': { 'miniapp/src/app.ts': "import '../../api/src/app'" },
  'api-never-imports-miniapp': { 'api/src/app.ts': "import '../../miniapp/src/plain'" },
  'features-never-import-each-other': { 'miniapp/src/features/a/api.ts': "import '../b/api'" },
  'components-only-look': { 'miniapp/src/components/card.ts': "import '../features/b/api'" },
  'miniapp-platform-knows-no-feature': { 'miniapp/src/platform/map.ts': "import '../features/b/api'" },
  'tests-are-not-shipped': { 'api/src/shipped.ts': "import '../../tests/support'" },
};
const innocent = [
  'api/src/modules/places/place.model.ts',
  'api/src/modules/places/find.ts',
  'miniapp/src/features/b/api.ts',
  'miniapp/src/plain.ts',
  'tests/support.ts',
];

it('each rule catches what it forbids', async () => {
  const project = mkdtempSync(path.join(tmpdir(), 'imports-'));
  const files = Object.assign({}, ...innocent.map((file) => ({ [file]: '' })), ...Object.values(wrongs));
  files['tsconfig.json'] = '{}';
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), `${text}${file.endsWith('.ts') ? ';\nexport {};' : ''}`);
  }
  const { found } = await violations(project, 'api/src', 'shared/src', 'miniapp/src');
  rmSync(project, { recursive: true });
  for (const [rule, broken] of Object.entries(wrongs)) {
    const caught = found.filter(({ rule: { name }, from }) => name === rule && from in broken);
    expect({ rule, caught: caught.length > 0 }).toEqual({ rule, caught: true });
  }
}, 60_000);
