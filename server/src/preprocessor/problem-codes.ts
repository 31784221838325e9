/** Every problem code of the preprocessor, with its one-line summary: pages and settings are generated from it. */
import type { Severity } from '../text/severity';

export interface ProblemCode {
  readonly severity: Severity;
  readonly summary: string;
}

export const preprocessorCodes: Readonly<Record<string, ProblemCode>> = {
  'cpp/include-not-found': { severity: 'error', summary: 'An included file was not found.' },
  'cpp/include-syntax': { severity: 'error', summary: 'An #include names no file.' },
  'cpp/include-depth': { severity: 'error', summary: 'Files include each other too deeply.' },
  'cpp/define-name': {
    severity: 'error',
    summary: 'A #define, #undef or #ifdef lacks a proper macro name.',
  },
  'cpp/define-parameters': {
    severity: 'error',
    summary: 'The parameters of a macro are malformed.',
  },
  'cpp/paste-at-end': { severity: 'error', summary: 'A macro body begins or ends with ##.' },
  'cpp/macro-arguments': {
    severity: 'error',
    summary: 'A macro is used with the wrong number of arguments.',
  },
  'cpp/unterminated-arguments': {
    severity: 'error',
    summary: 'The arguments of a macro are never closed.',
  },
  'cpp/condition': { severity: 'error', summary: 'The expression of an #if cannot be evaluated.' },
  'cpp/unterminated-condition': { severity: 'error', summary: 'An #if has no #endif.' },
  'cpp/stray-directive': {
    severity: 'error',
    summary: 'An #else, #elif or #endif has no #if, or stands twice.',
  },
  'cpp/line': { severity: 'error', summary: 'A #line names no line.' },
  'cpp/error': { severity: 'error', summary: 'An #error line is reached.' },
  'cpp/warning': { severity: 'warning', summary: 'A #warning line is reached.' },
  'cpp/unterminated-comment': { severity: 'error', summary: 'A comment is never closed.' },
  'cpp/expansion-limit': { severity: 'error', summary: 'A macro expands without end.' },
  'cpp/token-limit': { severity: 'error', summary: 'The source is larger than this tool reads.' },
};
