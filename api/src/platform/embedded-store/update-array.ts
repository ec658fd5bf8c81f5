import { BSONRegExp } from 'bson';
import { clone } from './bson-read';
import { badValue, failedToParse, typeMismatch } from './errors';
import { parseFilter } from './filter';
import { encodeValue, invert, type KeySpec, sortKey } from './index-keys';
import { compileElement } from './matcher';
import { type Place, placeAt } from './update-place';
import { type Doc, equalValues, isDoc, isNumber, numeric, typeName, type Value } from './values';

/** The update operators that work on a whole array. */
export function updateArray(doc: Doc, operator: string, operand: Value, path: string, parts: string[]) {
  switch (operator) {
    case '$push':
      return push(placeAt(doc, parts, true) as Place, operand, path);
    case '$addToSet':
      return addToSet(placeAt(doc, parts, true) as Place, operand, path);
    case '$pull':
      return remove(placeAt(doc, parts, false), pullTest(operand));
    case '$pullAll':
      if (!Array.isArray(operand))
        throw badValue(`$pullAll requires an array argument but was given a ${typeName(operand)}`);
      return remove(placeAt(doc, parts, false), (element) => operand.some((v) => equalValues(v, element)));
    default:
      return pop(placeAt(doc, parts, false), operand);
  }
}

const hasModifiers = (operand: Value): operand is Doc => isDoc(operand) && '$each' in operand;

function push(place: Place, operand: Value, path: string) {
  const current = place.get() ?? (place.get() === undefined ? [] : null);
  if (!Array.isArray(current))
    throw badValue(
      `The field '${path}' must be an array but is of type ${typeName(current)} in the document`,
    );
  if (!hasModifiers(operand)) {
    refuseStrayModifier(operand, '$push');
    return place.set([...current, clone(operand)]);
  }
  const { $each: added, $slice, $position, $sort, ...others } = operand;
  refuseOther(others, '$push');
  if (!Array.isArray(added)) throw badValue('The argument to $each in $push must be an array');
  const at = $position === undefined ? current.length : whole($position, '$position');
  let result = [...current];
  result.splice(at, 0, ...clone(added));
  if ($sort !== undefined) result = sortElements(result, $sort);
  if ($slice !== undefined) {
    const n = whole($slice, '$slice');
    result = n >= 0 ? result.slice(0, n) : result.slice(n);
  }
  place.set(result);
}

function addToSet(place: Place, operand: Value, path: string): void {
  const current = place.get();
  if (current !== undefined && !Array.isArray(current))
    throw badValue(
      `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${typeName(current)}`,
    );
  let added: Value = [operand];
  if (hasModifiers(operand)) {
    const { $each, ...others } = operand;
    refuseOther(others, '$addToSet');
    if (!Array.isArray($each)) throw typeMismatch('The argument to $each in $addToSet must be an array');
    added = $each;
  } else refuseStrayModifier(operand, '$addToSet');
  const result = [...(current ?? [])];
  for (const value of added as Value[])
    if (!result.some((element) => equalValues(element, value))) result.push(clone(value));
  place.set(result);
}

function refuseOther(others: Doc, operator: string): void {
  const [name] = Object.keys(others);
  if (name) throw badValue(`Unrecognized clause in ${operator}: ${name}`);
}

function refuseStrayModifier(operand: Value, operator: string): void {
  const first = isDoc(operand) ? Object.keys(operand)[0] : undefined;
  if (first && ['$slice', '$position', '$sort'].includes(first))
    throw badValue(`${operator} with ${first} needs $each`);
}

function whole(v: Value, name: string): number {
  const n = isNumber(v) ? Number(numeric(v)) : Number.NaN;
  if (!Number.isInteger(n))
    throw badValue(`The value for ${name} must be an integer value but was given ${typeName(v)}`);
  return n;
}

const direction = (v: Value): 1 | -1 => {
  const n = isNumber(v) ? Number(numeric(v)) : 0;
  if (n !== 1 && n !== -1) throw badValue('The $sort element value must be either 1 or -1');
  return n;
};

/** By the elements themselves, or by fields of elements that are objects. */
function sortElements(elements: Value[], spec: Value): Value[] {
  let keyOf: (element: Value) => Buffer;
  if (isDoc(spec)) {
    const fields: KeySpec = Object.entries(spec).map(([path, d]) => ({ path, direction: direction(d) }));
    if (!fields.length) throw badValue('The $sort pattern is empty when it should be a set of fields.');
    keyOf = (element) => sortKey(isDoc(element) ? element : {}, fields);
  } else {
    const down = direction(spec) < 0;
    keyOf = (element) => (down ? invert(encodeValue(element)) : encodeValue(element));
  }
  const keyed = elements.map((element) => ({ element, key: keyOf(element) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ element }) => element);
}

/** A document is a filter on the elements, operators are a test of the element, else it is equality. */
function pullTest(operand: Value): (element: Value) => boolean {
  if (isDoc(operand)) {
    if (
      !Object.keys(operand)[0]?.startsWith('$') ||
      /^\$(and|or|nor)$/.test(Object.keys(operand)[0] as string)
    ) {
      const matches = compileElement(parseFilter(operand), false);
      return (element) => isDoc(element) && matches(element);
    }
    const parsed = parseFilter({ element: { $elemMatch: operand } });
    return parsed.kind === 'elemMatch' ? compileElement(parsed.child, true) : () => false;
  }
  if (operand instanceof BSONRegExp) return pullTest({ $regex: operand });
  return (element) => equalValues(element, operand);
}

function remove(place: Place | undefined, unwanted: (element: Value) => boolean): void {
  const current = place?.get();
  if (!place || current === undefined) return;
  if (!Array.isArray(current)) throw badValue('Cannot apply $pull to a non-array value');
  place.set(current.filter((element) => !unwanted(element)));
}

function pop(place: Place | undefined, operand: Value): void {
  const n = isNumber(operand) ? Number(numeric(operand)) : 0;
  if (n !== 1 && n !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${String(operand)}`);
  const current = place?.get();
  if (!place || current === undefined) return;
  if (!Array.isArray(current))
    throw typeMismatch(`Path '${place.path}' contains an element of non-array type '${typeName(current)}'`);
  place.set(n === 1 ? current.slice(0, -1) : current.slice(1));
}
