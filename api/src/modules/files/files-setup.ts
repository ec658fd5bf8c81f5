import type { FileStore } from '../../platform/files/file-store';

interface FilesSetup {
  store: FileStore;
  /** Signs the addresses of pictures. */
  secret: string;
}

let setup: FilesSetup | null = null;

/** Says once, at start, where pictures lie and what their addresses are signed with. */
export function setUpFiles(given: FilesSetup): void {
  setup = given;
}

export function filesSetup(): FilesSetup {
  if (!setup) throw new Error('setUpFiles has not been called');
  return setup;
}
