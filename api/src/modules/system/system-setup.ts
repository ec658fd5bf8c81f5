interface SystemSetup {
  version: string;
  demo: boolean;
  wechat: boolean;
  map: { tilesUrl?: string; attribution: string };
}

let setup: SystemSetup | null = null;

/** Says once, at start, what the apps are told about this installation. */
export function setUpSystem(given: SystemSetup): void {
  setup = given;
}

export function systemSetup(): SystemSetup {
  if (!setup) throw new Error('setUpSystem has not been called');
  return setup;
}
