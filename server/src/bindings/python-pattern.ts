/**
 * Regular expressions of schemas, which are Python's: searched, never anchored by themselves, and `$` also matches
 * before a final newline. A pattern that does not compile matches nothing. Facts: Python's `re`, dt-schema uses
 * `re.search` everywhere.
 */
import { memo } from '../base/memo';
import type { JsonObject } from './schema';

const nothing = /(?!)/;

/** The expression for a pattern as a schema writes it. */
export function pythonPattern(source: string): RegExp {
  try {
    // A search finds what follows `.*` wherever it stands; with the prefix a miss would cost the square of the text.
    return new RegExp(toJavaScript(source.replace(/^(?:\.\*)+(?=.)/, '')));
  } catch {
    return nothing;
  }
}

/** A key of `patternProperties` with its expression. */
export interface KeyPattern {
  readonly source: string;
  readonly pattern: RegExp;
}

/** The keys of a `patternProperties`, compiled once for each map. */
export const patternsOf: (map: JsonObject) => readonly KeyPattern[] = memo((map: JsonObject) =>
  Object.keys(map).map((source) => ({ source, pattern: pythonPattern(source) })),
);

function toJavaScript(source: string): string {
  let inClass = false;
  return source.replace(/\\[\s\S]|\(\?P<|\{,(?=\d)|[[\]$]/g, (part) => {
    switch (part) {
      case '\\A':
        return '^';
      case '\\Z':
        return '$';
      case '(?P<':
        return inClass ? part : '(?<';
      case '{,':
        return inClass ? part : '{0,';
      case '[':
        inClass = true;
        return part;
      case ']':
        inClass = false;
        return part;
      case '$':
        return inClass ? part : '(?=\\n?$)';
      default:
        return part;
    }
  });
}
