/** All that the front end says of a context, as text that can be compared: places in files instead of streams. */
import type { SourceFile } from '../../server/src/lexer/source-file';
import { locate } from '../../server/src/preprocessor/locate';
import type { Place, Problem } from '../../server/src/preprocessor/problem';
import type { Preprocessed } from '../../server/src/preprocessor/preprocess';
import { windowOf, type TokenSequence } from '../../server/src/preprocessor/token-sequence';
import { streamFrame, streamText } from '../../server/src/preprocessor/token-stream';
import type { Statement } from '../../server/src/syntax/ast';
import type { Parse } from '../../server/src/syntax/parser';

type Files = (path: string) => SourceFile | undefined;

/** What the preprocessor made: each token with its flags, its place and the way it came. */
export function describeRun(run: Preprocessed, files: Files): readonly string[] {
  return [
    ...describeTokens(run.sequence, files),
    ...run.problems.map((it) => describeProblem(it, files)),
    `reads ${run.reads.join(' ')}`,
    `asked ${[...run.asked.keys()].join(' ')}`,
    `includes ${run.includes.map((it) => it.file).join(' ')}`,
    `macros ${[...run.macros()]
      .map(([name, it]) => `${name}:${it.body.map((one) => one.token.text).join(' ')}`)
      .sort()
      .join(';')}`,
    `definitions ${run
      .definitions()
      .map((it) => it.name)
      .join(' ')}`,
  ];
}

function describeTokens(sequence: TokenSequence, files: Files): readonly string[] {
  const stream = windowOf(sequence, 0, sequence.length);
  const lines: string[] = [];
  for (let at = 0; at < stream.length; at++) {
    const frame = streamFrame(stream, at);
    const way = frame?.kind === 'macro' ? `macro ${frame.name}` : `file ${frame?.file ?? ''}`;
    const place = describePlace({ stream, from: at, to: at + 1 }, files);
    lines.push(
      `${streamText(stream, at)} ${stream.kinds[at] ?? 0} ${stream.flags[at] ?? 0} ${way} ${place}`,
    );
  }
  return lines;
}

/** What the parser made: each statement with its place, its parts and its problems. */
export function describeParse(parsed: Parse, files: Files): readonly string[] {
  const lines: string[] = [];
  describeStatements(parsed.syntax.statements, '', files, lines);
  return [...lines, ...parsed.problems.map((it) => describeProblem(it, files)), parsed.balance];
}

function describeStatements(
  statements: readonly Statement[],
  indent: string,
  files: Files,
  lines: string[],
): void {
  for (const it of statements) {
    const marks = `${it.isOdd === true ? ' odd' : ''}${(it.problems ?? []).length > 0 ? ' !' : ''}`;
    lines.push(`${indent}${it.kind}${marks} ${describePlace(it, files)} ${describeOwn(it)}`);
    if (it.kind !== 'node') continue;
    const { width, hasProblems, oddities, hasBrace } = it;
    lines.push(`${indent} ${width} ${String(hasProblems)} ${oddities} ${String(hasBrace)}`);
    describeStatements(it.statements, `${indent}  `, files, lines);
  }
}

/** A statement's own content without places. */
function describeOwn(statement: Statement): string {
  const places = new Set([
    'stream',
    'from',
    'to',
    'statements',
    'head',
    'tail',
    'first',
    'extents',
  ]);
  const problems = new Set(['problems', 'tailProblems']);
  return JSON.stringify(statement, (key, value: unknown) =>
    places.has(key) || problems.has(key)
      ? undefined
      : typeof value === 'bigint'
        ? value.toString(16)
        : value,
  );
}

export function describeProblem(
  { code, severity, message, at, related }: Problem,
  files: Files,
): string {
  const others = (related ?? []).map((it) => `${it.message} ${describePlace(it.at, files)}`);
  return [code, severity, message, describePlace(at, files), ...others].join(' | ');
}

export function describePlace(place: Place, files: Files): string {
  const found = locate(place, files);
  if (found === undefined) return 'nowhere';
  const { file, range, isVerbatim, includedAt, macro } = found;
  const way = includedAt.map((it) => `${it.file}:${it.range.start}`).join(',');
  return `${file}:${range.start}-${range.end} ${String(isVerbatim)} ${way} ${macro?.name ?? ''} ${macro?.body?.range.start ?? ''}`;
}
