/** What a reporter is given, one finding after the other, and what it prints. Lines and characters count from 0. */
import type { PositionRange, TextEdit } from '../../text/text-range';
import type { Severity } from '../../text/severity';

export interface ReportedFinding extends ReportedPlace {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly (ReportedPlace & { readonly message: string })[];
  readonly fixes: readonly ReportedFix[];
}

export interface ReportedPlace {
  /** As the user named it, or relative to the working directory when it lies below it. */
  readonly file: string;
  readonly range: PositionRange;
  /** The first line of the range, without its line end. */
  readonly line: string;
}

export interface ReportedFix {
  readonly title: string;
  /** By file; empty when the fix cannot be written as text. */
  readonly edits: readonly {
    readonly file: string;
    readonly edits: readonly (TextEdit & { readonly positions: PositionRange })[];
  }[];
}

export interface Summary {
  /** Root files that were looked at. */
  readonly files: number;
  readonly counts: Readonly<Record<Severity, number>>;
}

export interface Reporter {
  finding(finding: ReportedFinding): void;
  /** Called once, after the last finding. */
  end(summary: Summary): void;
}

export type Print = (text: string) => void;
