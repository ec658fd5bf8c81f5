let ahead = 0;

/** The server's time as far as it is known: a phone with a wrong clock would show wrong time left. */
export function now(): Date {
  return new Date(Date.now() + ahead);
}

export function setServerTime(iso: string): void {
  const off = Date.parse(iso) - Date.now();
  // Less than half a minute is the way through the network, not a wrong clock.
  ahead = Math.abs(off) > 30_000 ? off : 0;
}
