/** The class names that apply, joined. */
export function classNames(...names: (string | number | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
