/** Workflow commands of GitHub Actions (docs.github.com, "Workflow commands"): annotations on the changed lines. */
import type { Severity } from '../../text/severity';
import type { Print, Reporter } from './reporter';

/** `::error file=…,line=…,endLine=…,col=…,endColumn=…,title=…::message`, places from 1. */
export function githubReporter(print: Print): Reporter {
  return {
    finding: ({ code, file, message, range: { start, end }, severity }) => {
      const isOneLine = start.line === end.line;
      const properties = {
        file,
        line: start.line + 1,
        endLine: end.line + 1,
        // GitHub takes columns only for findings on one line.
        ...(isOneLine && {
          col: start.character + 1,
          endColumn: Math.max(end.character, start.character + 1),
        }),
        title: code,
      };
      const list = Object.entries(properties).map(
        ([key, value]) => `${key}=${escapeProperty(String(value))}`,
      );
      print(`::${commandOf(severity)} ${list.join(',')}::${escapeMessage(message)}\n`);
    },
    end: () => undefined,
  };
}

function commandOf(severity: Severity): string {
  switch (severity) {
    case 'error':
    case 'warning':
      return severity;
    case 'information':
    case 'hint':
      return 'notice';
  }
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
