/** Names, labels, keywords and references: DTS words that are several preprocessing tokens which touch (dtc dt-lexer.l). */
import { TokenKind } from '../lexer/token-kind';
import { spanText, streamText } from '../preprocessor/token-stream';
import type { LabelSyntax, NameSyntax, ReferenceSyntax } from './ast';
import { kindAt, report, spanFrom, spanHere, textAt, touches, type Cursor } from './cursor';

/** Token kinds that may be part of a node or property name: letters, digits and `,._+*#?@-`. */
const nameKinds: ReadonlySet<number> = new Set<number>([
  TokenKind.identifier,
  TokenKind.number,
  TokenKind.comma,
  TokenKind.dot,
  TokenKind.plus,
  TokenKind.minus,
  TokenKind.star,
  TokenKind.hash,
  TokenKind.hashHash,
  TokenKind.question,
  TokenKind.at,
]);

/** Whether a name starts at the cursor; a backslash before it is dropped by dtc. */
export function startsName(cursor: Cursor): boolean {
  const kind = kindAt(cursor);
  return (
    nameKinds.has(kind) ||
    (kind === TokenKind.backslash && nameKinds.has(kindAt(cursor, 1)) && touches(cursor, 1))
  );
}

/** Reads a name; the caller has checked `startsName`. */
export function readName(cursor: Cursor): NameSyntax {
  const from = cursor.at;
  if (kindAt(cursor) === TokenKind.backslash) cursor.at++;
  const first = cursor.at;
  cursor.at++;
  while (nameKinds.has(kindAt(cursor)) && touches(cursor)) cursor.at++;
  const text = cursor.at === first + 1 ? streamText(cursor.stream, first) : joined(cursor, first);
  return { kind: 'name', text, stream: cursor.stream, from, to: cursor.at };
}

function joined(cursor: Cursor, from: number): string {
  let text = '';
  for (let at = from; at < cursor.at; at++) text += streamText(cursor.stream, at);
  return text;
}

/** Whether `label:` starts at the cursor: the colon must touch, and nothing longer may be a name. */
export function startsLabel(cursor: Cursor): boolean {
  return (
    kindAt(cursor) === TokenKind.identifier &&
    kindAt(cursor, 1) === TokenKind.colon &&
    touches(cursor, 1)
  );
}

/** Shared by everything without labels, which is nearly everything. */
const noLabels: readonly LabelSyntax[] = [];

/** Reads all labels at the cursor. */
export function readLabels(cursor: Cursor): readonly LabelSyntax[] {
  if (!startsLabel(cursor)) return noLabels;
  const labels: LabelSyntax[] = [];
  while (startsLabel(cursor)) {
    const from = cursor.at;
    const name = textAt(cursor);
    cursor.at += 2;
    labels.push({ kind: 'label', name, ...spanFrom(cursor, from) });
  }
  return labels;
}

/** The keyword between slashes at the cursor, such as `delete-node`; undefined when there is none. */
export function keywordHere(cursor: Cursor): string | undefined {
  if (kindAt(cursor) !== TokenKind.slash) return undefined;
  let ahead = 1;
  let word = '';
  while (nameKinds.has(kindAt(cursor, ahead)) && touches(cursor, ahead))
    word += textAt(cursor, ahead++);
  const isClosed = ahead > 1 && kindAt(cursor, ahead) === TokenKind.slash && touches(cursor, ahead);
  return isClosed ? word : undefined;
}

/** Moves behind the keyword at the cursor. */
export function skipKeyword(cursor: Cursor): void {
  cursor.at++;
  while (kindAt(cursor) !== TokenKind.slash) cursor.at++;
  cursor.at++;
}

/** Reads `&label` or `&{/path}` at the cursor's `&`; undefined, with a problem, when it is neither. */
export function readReference(cursor: Cursor): ReferenceSyntax | undefined {
  const from = cursor.at;
  const isTouching = touches(cursor, 1);
  if (kindAt(cursor, 1) === TokenKind.identifier && isTouching) {
    const text = textAt(cursor, 1);
    cursor.at += 2;
    return { kind: 'reference', form: 'label', text, stream: cursor.stream, from, to: cursor.at };
  }
  if (kindAt(cursor, 1) === TokenKind.openBrace && isTouching)
    return readPathReference(cursor, from);
  const message = 'expected a label or {/path} right behind "&"';
  report(cursor, 'syntax/bad-reference', message, spanHere(cursor));
  cursor.at++;
  return undefined;
}

function readPathReference(cursor: Cursor, from: number): ReferenceSyntax | undefined {
  cursor.at += 2;
  const start = cursor.at;
  while ((nameKinds.has(kindAt(cursor)) || kindAt(cursor) === TokenKind.slash) && touches(cursor))
    cursor.at++;
  const text = spanText(spanFrom(cursor, start));
  const isClosed = kindAt(cursor) === TokenKind.closeBrace && touches(cursor);
  if (isClosed) cursor.at++;
  const span = spanFrom(cursor, from);
  if (!isClosed) report(cursor, 'syntax/bad-reference', 'expected "}" right behind the path', span);
  else if (!text.startsWith('/'))
    report(
      cursor,
      'syntax/bad-reference',
      'a path reference must start with "/" (dtc 1.7 and later also take a label)',
      span,
    );
  return { kind: 'reference', form: 'path', text, ...span };
}
