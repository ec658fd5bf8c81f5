import { type Catalogue, catalogueSchema } from './catalogue';
import classification from './data/catalogue.gbt47678-5-2026.json';
import conditions from './data/conditions.json';
import groups from './data/groups.json';

let parsed: Catalogue | undefined;

/** The catalogue that ships with the program, checked once. Kept apart so that the apps need not carry the data. */
export function shippedCatalogue(): Catalogue {
  parsed ??= catalogueSchema.parse({
    ...classification,
    groups: groups.groups,
    conditions: conditions.conditions,
    defaultCondition: conditions.defaultCondition,
    stepLimits: conditions.stepLimits,
  });
  return parsed;
}
