export interface EarlyAnswer {
  statusCode: number;
  data: unknown;
}

/** The mini-app's pages are on the phone before they are opened: nothing is asked for ahead of them. */
export function takeEarly(_path: string, _accessToken: string | null): Promise<EarlyAnswer | null> | null {
  return null;
}

export function forgetEarly(): void {
  // Nothing was asked.
}
