import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(__dirname, '../..');

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

const files = ['api/src', 'shared/src', 'miniapp/src'].flatMap(filesBelow);
const everywhere = [...files, ...filesBelow('tests')];
const api = files.filter((file) => file.startsWith('api/'));

const withoutComments = new Map<string, string>();

/** The source without comments, so that a word in a sentence is not taken for code. */
function code(file: string): string {
  const known = withoutComments.get(file);
  if (known !== undefined) return known;
  const { outputText } = ts.transpileModule(readFileSync(path.join(root, file), 'utf8'), {
    fileName: file,
    compilerOptions: { target: ts.ScriptTarget.ESNext, jsx: ts.JsxEmit.Preserve, removeComments: true },
  });
  withoutComments.set(file, outputText);
  return outputText;
}

const filesWith = (pattern: RegExp, among: string[]) => among.filter((file) => pattern.test(code(file)));

it('looks at the whole project', () => {
  expect(files.length).toBeGreaterThan(200);
});

it('only config.ts reads the environment', () => {
  expect(filesWith(/process\.env/, api)).toEqual(['api/src/config.ts']);
});

it('only models declare collections', () => {
  const declaring = filesWith(/mongoose\.model\(|\.model\(\s*['"]/, api);
  expect(declaring.filter((file) => !file.endsWith('.model.ts'))).toEqual([]);
  expect(declaring.length).toBeGreaterThan(5);
});

it('only the clock reads the wall', () => {
  const reading = filesWith(/new Date\(\)|Date\.now\(\)/, api);
  const allowed = [/^api\/src\/platform\/clock\.ts$/, /^api\/src\/platform\/embedded-store\//];
  expect(reading.filter((file) => !allowed.some((pattern) => pattern.test(file)))).toEqual([]);
});

it('no file only passes on what others export', () => {
  const barrels = everywhere.filter((file) => {
    const source = ts.createSourceFile(
      file,
      readFileSync(path.join(root, file), 'utf8'),
      ts.ScriptTarget.ESNext,
    );
    return (
      source.statements.length > 0 &&
      source.statements.every((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier)
    );
  });
  expect(barrels).toEqual([]);
});

it('files and folders are named for what they hold, in lower case with hyphens', () => {
  const parts = everywhere.flatMap((file) => file.split('/').map((part) => [file, part] as const));
  const nameless = parts.filter(([, part]) =>
    /^(utils?|helpers?|managers?|commons?|misc|lib)(\.|$)/.test(part),
  );
  const shouting = parts.filter(([, part]) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(part));
  expect([...nameless, ...shouting].map(([file]) => file)).toEqual([]);
});

it('a module file says its role in its name', () => {
  const roles = /\.(routes|model|view|policy|queries)\.ts$/;
  const misnamed = api.filter(
    (file) => /\.[a-z]+\.ts$/.test(file) && file.startsWith('api/src/modules/') && !roles.test(file),
  );
  expect(misnamed).toEqual([]);
});

it('routes stay thin: a handler is a few lines', () => {
  const long = api
    .filter((file) => file.endsWith('.routes.ts'))
    .flatMap((file) => {
      const source = ts.createSourceFile(
        file,
        readFileSync(path.join(root, file), 'utf8'),
        ts.ScriptTarget.ESNext,
        true,
      );
      const found: string[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isArrowFunction(node) && node.getText().split('\n').length > 14) found.push(file);
        ts.forEachChild(node, visit);
      };
      visit(source);
      return found;
    });
  expect(long).toEqual([]);
});
