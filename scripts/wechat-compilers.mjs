// WeChat's own compilers for templates and styles, as its developer tools run them (npm: miniprogram-compiler).
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const kinds = { darwin: ['mac', ''], linux: ['linux', ''], win32: ['windows', '.exe'] };

function program(name) {
  const [folder, ending] = kinds[process.platform] ?? kinds.linux;
  const home = dirname(createRequire(join(process.cwd(), 'package.json')).resolve('miniprogram-compiler'));
  const path = join(home, 'bin', folder, name + ending);
  try {
    // npm unpacks it without the right to run it.
    chmodSync(path, 0o755);
  } catch {
    // Somebody else's folder: it may be runnable already.
  }
  return path;
}

function filesOf(folder, ...endings) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function compile(name, args, folder, files, knows) {
  const ran = spawnSync(program(name), args, { cwd: folder, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' });
  if (ran.error) throw Object.assign(ran.error, { cannotRun: true });
  // An import of a file that is not there is told on the error output only, and ends with 0.
  if (ran.status !== 0 || /^ERR:/m.test(ran.stderr)) throw new Error(`${name}: ${ran.stderr.trim()}`);
  const skipped = files.filter((file) => !knows(ran.stdout, file));
  if (skipped.length > 0) throw new Error(`${name} left out ${skipped.join(', ')}`);
  return ran.stdout;
}

/** Compiles every template; throws with file, line and column. */
export function compileTemplates(folder) {
  const files = filesOf(folder, '.wxml', '.wxs');
  const knows = (out, file) => out.includes(file);
  return { files, code: compile('wcc', ['-d', ...files], folder, files, knows) };
}

/** Compiles every style sheet; throws with file, line and column. */
export function compileStyles(folder) {
  const files = filesOf(folder, '.wxss');
  // The first so many files are pages: each must be named, or only the first is compiled.
  const args = ['-db', '-pc', String(files.length), ...files];
  const knows = (out, file) => out.includes(`=${file}=`);
  return { files, code: compile('wcsc', args, folder, files, knows) };
}
