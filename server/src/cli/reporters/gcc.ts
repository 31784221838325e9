/** One line for each finding, as GCC writes it, for quickfix lists and scripts: places count from 1. */
import type { Print, Reporter } from './reporter';

/** `file:line:column: severity: message [code]` */
export function gccReporter(print: Print): Reporter {
  return {
    finding: ({ code, file, message, range, severity }) => {
      const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
      print(`${place}: ${severity}: ${message.replaceAll('\n', ' ')} [${code}]\n`);
    },
    end: () => undefined,
  };
}
