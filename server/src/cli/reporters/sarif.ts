/**
 * SARIF 2.1.0 (OASIS), for code scanning: the rules with their texts, the findings with places, related places and
 * fixes. Places count from 1, columns in UTF-16 code units.
 */
import type { RuleText } from '../../rules/rule';
import { knownRules } from '../known-rules';
import { productVersion } from '../product-version';
import type { PositionRange } from '../../text/text-range';
import type { Severity } from '../../text/severity';
import { rulePage } from '../../workspace/rule-page';
import type { Print, ReportedFinding, ReportedFix, ReportedPlace, Reporter } from './reporter';

type Described = Pick<RuleText, 'id' | 'severity' | 'summary' | 'why'>;

/** Prints one log with one run when all findings are there. */
export function sarifReporter(print: Print): Reporter {
  const known = new Map<string, Described>(knownRules.map((it) => [it.id, it]));
  const used = new Map<string, Described>();
  const results: unknown[] = [];
  return {
    finding: (it) => {
      if (!used.has(it.code)) used.set(it.code, known.get(it.code) ?? describedBy(it));
      results.push(resultOf(it, [...used.keys()].indexOf(it.code)));
    },
    end: () => {
      const driver = {
        name: 'dts-chosen',
        version: productVersion(),
        informationUri: 'https://github.com/dts-chosen/dts-chosen',
        rules: [...used.values()].map(ruleOf),
      };
      const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
      const log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [run],
      };
      print(`${JSON.stringify(log, undefined, 2)}\n`);
    },
  };
}

function describedBy({ code, message, severity }: ReportedFinding): Described {
  return { id: code, severity, summary: message, why: message };
}

function ruleOf({ id, severity, summary, why }: Described) {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    helpUri: rulePage(id),
    defaultConfiguration: { level: levelOf(severity) },
  };
}

function resultOf(finding: ReportedFinding, ruleIndex: number) {
  const { code, fixes, message, related, severity } = finding;
  const written = fixes.filter((it) => it.edits.length > 0);
  return {
    ruleId: code,
    ruleIndex,
    level: levelOf(severity),
    message: { text: message },
    locations: [{ physicalLocation: physical(finding) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((it, id) => ({
        id,
        physicalLocation: physical(it),
        message: { text: it.message },
      })),
    }),
    ...(written.length > 0 && { fixes: written.map(fixOf) }),
  };
}

function fixOf({ title, edits }: ReportedFix) {
  return {
    description: { text: title },
    artifactChanges: edits.map(({ file, edits: own }) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: own.map(({ positions, newText }) => ({
        deletedRegion: regionOf(positions),
        insertedContent: { text: newText },
      })),
    })),
  };
}

function physical({ file, range }: ReportedPlace) {
  return { artifactLocation: { uri: uriOf(file) }, region: regionOf(range) };
}

function regionOf({ start, end }: PositionRange) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A relative path stays relative to the working directory, which is the repository's root as a rule. */
function uriOf(file: string): string {
  const path = file.split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? `file://${path}` : path;
}

function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  switch (severity) {
    case 'error':
    case 'warning':
      return severity;
    case 'information':
    case 'hint':
      return 'note';
  }
}
