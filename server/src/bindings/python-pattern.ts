/**
 * Regular expressions of schemas, which are Python's: searched, never anchored by themselves, and `$` also matches
 * before a final newline. A pattern that does not compile matches nothing. Facts: Python's `re`, dt-schema uses
 * `re.search` everywhere.
 */

const nothing = /(?!)/;

/** The expression for a pattern as a schema writes it. */
export function pythonPattern(source: string): RegExp {
  try {
    return new RegExp(toJavaScript(source));
  } catch {
    return nothing;
  }
}

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
