import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isOfTests } from './memory-folder';

export default function globalTeardown(): void {
  if (isOfTests(tmpdir())) rmSync(tmpdir(), { recursive: true, force: true });
}
