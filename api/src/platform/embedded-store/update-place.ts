import { badValue, StoreError } from './errors';
import type { Filter } from './filter';
import { compileElement, compileMatcher, compileValueTest } from './matcher';
import type { ElementFilters } from './update-parse';
import { type Doc, type Found, getField, isDoc, setField, type Value } from './values';

const MAX_PADDING = 1_500_000;

/** One field of one object, or one position of one array, inside the document being changed. */
export class Place {
  constructor(
    private readonly holder: Doc | Value[],
    private readonly name: string,
    readonly path: string,
  ) {}

  get(): Found {
    return Array.isArray(this.holder) ? this.holder[Number(this.name)] : getField(this.holder, this.name);
  }

  set(value: Value): void {
    if (!Array.isArray(this.holder)) {
      setField(this.holder, this.name, value);
      return;
    }
    const index = Number(this.name);
    if (index - this.holder.length > MAX_PADDING) throw badValue('cannot backfill an array to that size');
    while (this.holder.length < index) this.holder.push(null);
    this.holder[index] = value;
  }

  /** In an array the position stays, as null. */
  unset(): void {
    if (!Array.isArray(this.holder)) delete this.holder[this.name];
    else if (Number(this.name) < this.holder.length) this.holder[Number(this.name)] = null;
  }

  get inArray(): boolean {
    return Array.isArray(this.holder);
  }
}

/** The place a path without positional parts names; `create` makes what is missing on the way. */
export function placeAt(doc: Doc, parts: string[], create: boolean): Place | undefined {
  let holder: Value = doc;
  for (const [i, part] of parts.entries()) {
    const path = parts.slice(0, i + 1).join('.');
    if (!isDoc(holder) && !(Array.isArray(holder) && /^\d+$/.test(part))) {
      if (!create) return undefined;
      throw new StoreError(28, `Cannot create field '${part}' in element {${parts.slice(0, i).join('.')}}`);
    }
    const place: Place = new Place(holder, part, path);
    if (i === parts.length - 1) return place;
    let next = place.get();
    if (next === undefined) {
      if (!create) return undefined;
      next = {};
      place.set(next);
    }
    holder = next;
  }
  return undefined;
}

/** Replaces `$`, `$[]` and `$[name]` by the positions they stand for in this document. */
export function concretePaths(
  doc: Doc,
  parts: string[],
  filter: Filter | undefined,
  filters: ElementFilters,
): string[][] {
  const at = parts.findIndex((part) => part.startsWith('$'));
  if (at < 0) return [parts];
  const before = parts.slice(0, at);
  const path = before.join('.');
  const array = placeAt(doc, before, false)?.get();
  const part = parts[at] as string;
  if (part === '$') {
    const position = filter && Array.isArray(array) ? matchedPosition(array, path, filter) : -1;
    if (position < 0) throw badValue('The positional operator did not find the match needed from the query.');
    return concretePaths(doc, [...before, String(position), ...parts.slice(at + 1)], filter, filters);
  }
  if (array === undefined)
    throw badValue(`The path '${path}' must exist in the document in order to apply array updates.`);
  if (!Array.isArray(array)) throw badValue(`Cannot apply array updates to non-array element ${path}`);
  const wanted = filters.get(part.slice(2, -1));
  return array.flatMap((element, i) =>
    !wanted || wanted(element)
      ? concretePaths(doc, [...before, String(i), ...parts.slice(at + 1)], filter, filters)
      : [],
  );
}

/** The first element of the array that the query's condition on this array matched. */
function matchedPosition(array: Value[], path: string, filter: Filter): number {
  const tests = elementTests(filter, path);
  if (tests.length > 1)
    throw badValue(
      `The positional operator is ambiguous: the query has several conditions on '${path}'; use $elemMatch or arrayFilters`,
    );
  return tests[0] ? array.findIndex(tests[0]) : -1;
}

function elementTests(filter: Filter, path: string): ((element: Value) => boolean)[] {
  if (filter.kind === 'and') return filter.children.flatMap((child) => elementTests(child, path));
  if (filter.kind === 'or' || filter.kind === 'not') return [];
  if (filter.path === path) {
    if (filter.kind === 'elemMatch') return [compileElement(filter.child, filter.onValues)];
    return filter.kind === 'exists' || filter.kind === 'size' ? [] : [compileValueTest(filter)];
  }
  if (!filter.path.startsWith(`${path}.`)) return [];
  const matches = compileMatcher({ ...filter, path: filter.path.slice(path.length + 1) });
  return [(element) => isDoc(element) && matches(element)];
}
