/** Macros whose replacement depends on where they are used (GCC libcpp macro.cc _cpp_builtin_macro_text). */
import { makeTokens, refOf } from './make-token';
import type { PpToken } from './pp-token';

export interface DynamicState {
  /** One-based line of the token. */
  line(token: PpToken): number;
  fileName(): string;
  rootName(): string;
  includeLevel(): number;
  /** The next value of `__COUNTER__`. */
  counter(): number;
}

const dynamicNames: ReadonlySet<string> = new Set([
  '__LINE__',
  '__FILE__',
  '__BASE_FILE__',
  '__INCLUDE_LEVEL__',
  '__COUNTER__',
  '__DATE__',
  '__TIME__',
  '__TIMESTAMP__',
]);

/** Whether a name is defined although no `#define` names it. */
export function isDynamic(name: string): boolean {
  return dynamicNames.has(name);
}

/** The replacement of a dynamic macro; undefined for every other name. Dates are fixed: output must not depend on the clock. */
export function dynamicTokens(state: DynamicState, token: PpToken): readonly PpToken[] | undefined {
  if (!dynamicNames.has(token.text)) return undefined;
  return makeTokens(dynamicText(state, token), refOf(token), token.hasSpace);
}

function dynamicText(state: DynamicState, token: PpToken): string {
  switch (token.text) {
    case '__LINE__':
      return String(state.line(token));
    case '__FILE__':
      return quote(state.fileName());
    case '__BASE_FILE__':
      return quote(state.rootName());
    case '__INCLUDE_LEVEL__':
      return String(state.includeLevel());
    case '__COUNTER__':
      return String(state.counter());
    case '__DATE__':
      return quote('??? ?? ????');
    case '__TIME__':
      return quote('??:??:??');
    default:
      return quote('??? ??? ?? ??:??:?? ????');
  }
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
