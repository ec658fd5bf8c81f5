import type { FileStore } from '../../platform/files/file-store';

interface ImportsSetup {
  /** Where files wait until they are applied. */
  readonly store: FileStore;
}

let current: ImportsSetup | null = null;

export function setUpImports(setup: ImportsSetup): void {
  current = setup;
}

export function importsSetup(): ImportsSetup {
  if (!current) throw new Error('imports are not set up');
  return current;
}
