/** Where the API is. On the web it is where the page came from; a mini-app is built with its address. */
const origin = process.env.TARO_ENV === 'weapp' ? API_ORIGIN : '';

export function apiAddress(path: string): string {
  return `${origin}/api/v1${path}`;
}

/** Picture addresses come from the API without a host. */
export function assetAddress(path: string): string {
  return /^(https?:|data:|blob:|wxfile:)/.test(path) ? path : `${origin}${path}`;
}

/** `/issues/:id` with its parameters filled in and the query appended; empty values are left out. */
export function fillPath(
  template: string,
  params: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const path = template.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}
