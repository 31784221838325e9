/** The formats of `check --format`, and who prints them. */
import type { Print, Reporter } from './reporter';

export const formats = ['pretty', 'gcc', 'json', 'sarif', 'github'] as const;

export type Format = (typeof formats)[number];

/** Makes the reporter of a format; each is loaded when it is asked for. */
export async function reporterFor(format: Format, print: Print): Promise<Reporter> {
  switch (format) {
    case 'pretty':
      return (await import('./pretty')).prettyReporter(print);
    case 'gcc':
      return (await import('./gcc')).gccReporter(print);
    case 'json':
      return (await import('./json')).jsonReporter(print);
    case 'sarif':
      return (await import('./sarif')).sarifReporter(print);
    case 'github':
      return (await import('./github')).githubReporter(print);
  }
}
