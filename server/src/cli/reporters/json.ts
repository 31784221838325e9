/** All findings as one JSON array, places as in LSP: from 0, in UTF-16 code units (design: command line). */
import type { Print, ReportedPlace, Reporter } from './reporter';

/** Prints the array when all findings are there. */
export function jsonReporter(print: Print): Reporter {
  const all: unknown[] = [];
  return {
    finding: (it) => {
      all.push({
        ...place(it),
        severity: it.severity,
        code: it.code,
        message: it.message,
        source: 'dts-chosen',
        related: it.related.map((other) => ({ ...place(other), message: other.message })),
        fixes: it.fixes.map((fix) => fix.title),
      });
    },
    end: () => print(`${JSON.stringify(all, undefined, 2)}\n`),
  };
}

function place({ file, range }: ReportedPlace) {
  return { file, range };
}
