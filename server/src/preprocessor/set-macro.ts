/** The table of macros, which changes only here, and each change is written down in the step that makes it. */
import type { MacroDefinition } from './macro';
import type { State } from './reading';

/** Defines a macro, or makes its name undefined. */
export function setMacro(state: State, name: string, after: MacroDefinition | undefined): void {
  const { macros, step } = state;
  const before = macros.get(name);
  if (after === undefined) macros.delete(name);
  else macros.set(name, after);
  const effect = { kind: 'effect', name, before, after } as const;
  step.parts.push(effect);
  state.rerun?.noteNew(effect);
}

/** What stands in the table for a file that is not to be read again. */
export const onlyOnce: MacroDefinition = { name: '', isVariadic: false, body: [] };
