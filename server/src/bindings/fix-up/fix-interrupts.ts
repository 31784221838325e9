/**
 * A binding that speaks of `interrupts` means `interrupts-extended` as well: a node gives one of the two. Facts:
 * dt-schema's fixups; the Devicetree Specification 2.4 makes the two properties exclusive.
 */
import { draftAt, remove, setDefault, draftValue, type Draft, type SchemaPath } from './draft';

/** Rewrites the schema of a node. `path` tells whether it is directly a branch of a `oneOf`. */
export function fixInterrupts(draft: Draft, path: SchemaPath): void {
  const properties = draftAt(draft, 'properties');
  if (properties !== undefined) allowExtended(properties);
  if (path.at(-1) !== 'oneOf') requireEither(draft);
  fixDependencies(draft);
}

const either = (): Draft[] => [{ required: ['interrupts'] }, { required: ['interrupts-extended'] }];

function allowExtended(properties: Draft): void {
  const interrupts = Object.hasOwn(properties, 'interrupts') ? properties['interrupts'] : undefined;
  if (interrupts !== undefined || Object.hasOwn(properties, 'interrupt-controller')) {
    setDefault(properties, 'interrupt-parent', true);
  }
  if (interrupts !== undefined) {
    setDefault(properties, 'interrupts-extended', draftValue(interrupts));
  }
}

function requireEither(draft: Draft): void {
  const required = draft['required'];
  if (!Array.isArray(required) || !required.includes('interrupts')) return;
  const rest = required.filter((it) => it !== 'interrupts');
  if (rest.length === 0) delete draft['required'];
  else draft['required'] = rest;
  if (!Object.hasOwn(draft, 'oneOf')) {
    draft['oneOf'] = either();
    return;
  }
  const allOf = draft['allOf'];
  draft['allOf'] = [...(Array.isArray(allOf) ? allOf : []), { oneOf: either() }];
}

/** The last list that loses its only name ends the rewriting, as it does in dt-schema. */
function fixDependencies(draft: Draft): void {
  const dependent = draftAt(draft, 'dependentRequired');
  if (dependent === undefined) return;
  if (Object.hasOwn(dependent, 'interrupts')) {
    setDefault(dependent, 'interrupts-extended', draftValue(dependent['interrupts'] ?? []));
  }
  for (const [name, needed] of Object.entries(dependent)) {
    if (!Array.isArray(needed) || !needed.includes('interrupts')) continue;
    const rest = needed.filter((it) => it !== 'interrupts');
    draft['dependentSchemas'] = { [name]: { oneOf: either() } };
    if (rest.length > 0) {
      dependent[name] = rest;
      continue;
    }
    remove(dependent, name);
    if (Object.keys(dependent).length === 0) delete draft['dependentRequired'];
    return;
  }
}
