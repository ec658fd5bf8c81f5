import { execFileSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

const root = path.join(__dirname, '../..');
const fromNpm = path.join(root, 'node_modules/@sparticuz/chromium');
let shell: Promise<string> | undefined;

/**
 * The browser of the tests: Chromium without its windows (headless shell), which comes from npm. It draws the same with
 * half the work of the system's Chromium, which is taken only where that one does not run.
 */
export function headlessShell(): Promise<string> {
  shell ??= unpack().catch((cause: unknown) => {
    const installed = systemChromium();
    if (installed) return installed;
    throw cause;
  });
  return shell;
}

/**
 * The system's Chromium where there is one. The shell of this version forgets that there is no network when a service
 * worker answers the next page.
 */
export async function wholeChromium(): Promise<string> {
  return systemChromium() ?? headlessShell();
}

const systemChromium = () =>
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
    existsSync(file),
  );

/** Unpacks it once for an installation; its own `executablePath` would let two workers do so in the same file. */
async function unpack(): Promise<string> {
  const folder = path.join(root, 'node_modules/.cache/gongzhi-tests');
  const { version } = JSON.parse(readFileSync(path.join(fromNpm, 'package.json'), 'utf8'));
  const file = path.join(folder, `headless-shell-${version}`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    await pipeline(
      createReadStream(path.join(fromNpm, 'bin/chromium.br')),
      createBrotliDecompress(),
      createWriteStream(unfinished, { mode: 0o755 }),
    );
    renameSync(unfinished, file);
  }
  execFileSync(file, ['--version'], { stdio: 'pipe' });
  return file;
}
