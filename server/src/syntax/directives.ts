/** Statements that begin with a keyword: `/memreserve/`, `/delete-node/`, `/delete-property/`. */
import { TokenKind } from '../lexer/token-kind';
import type { LabelSyntax } from './ast';
import { describeHere, kindAt, report, spanFrom, spanHere, type Cursor } from './cursor';
import { readPrimary } from './expression';
import { readName, readReference, skipKeyword, startsName } from './names';
import { addLeaf, skip, type Body } from './open-nodes';
import { expectSemicolon } from './recovery';

export function readMemReserve(
  cursor: Cursor,
  body: Body,
  labels: readonly LabelSyntax[],
  from: number,
): void {
  skipKeyword(cursor);
  const address = readPrimary(cursor);
  const size = address === undefined ? undefined : readPrimary(cursor);
  if (address === undefined || size === undefined) return skip(cursor, body, from);
  expectSemicolon(cursor, 'the size');
  addLeaf(cursor, body, {
    kind: 'memreserve',
    labels,
    address: BigInt(address),
    size: BigInt(size),
    ...spanFrom(cursor, from),
  });
}

export function readDeleteNode(cursor: Cursor, body: Body, isTop: boolean, from: number): void {
  skipKeyword(cursor);
  const isReference = kindAt(cursor) === TokenKind.ampersand;
  const isName = startsName(cursor);
  const target = isReference ? readReference(cursor) : isName ? readName(cursor) : undefined;
  if (target === undefined) {
    if (!isReference)
      report(
        cursor,
        'syntax/missing-value',
        `expected the ${isTop ? '&reference' : 'name'} of a node, found ${describeHere(cursor)}`,
        spanHere(cursor),
      );
    return skip(cursor, body, from);
  }
  if (isTop !== isReference) {
    const message = isTop
      ? 'outside nodes dtc deletes by reference: write /delete-node/ &label;'
      : 'inside a node dtc deletes by name only: move this to the top level or name the node';
    report(cursor, 'syntax/misplaced', message, target);
  }
  expectSemicolon(cursor, 'the node to delete');
  addLeaf(cursor, body, { kind: 'delete-node', target, ...spanFrom(cursor, from) });
}

export function readDeleteProperty(cursor: Cursor, body: Body, isTop: boolean, from: number): void {
  skipKeyword(cursor);
  if (!startsName(cursor)) {
    report(
      cursor,
      'syntax/missing-value',
      `expected the name of a property, found ${describeHere(cursor)}`,
      spanHere(cursor),
    );
    return skip(cursor, body, from);
  }
  const target = readName(cursor);
  if (isTop) report(cursor, 'syntax/misplaced', '/delete-property/ belongs inside a node', target);
  else if (body.hasNode) reportPropertyAfterNode(cursor, from);
  expectSemicolon(cursor, 'the property to delete');
  addLeaf(cursor, body, { kind: 'delete-property', target, ...spanFrom(cursor, from) });
}

export function reportPropertyAfterNode(cursor: Cursor, from: number): void {
  const at = { stream: cursor.stream, from, to: Math.max(from + 1, cursor.at) };
  report(
    cursor,
    'syntax/property-after-node',
    'properties must precede subnodes: move this one above the first subnode',
    at,
  );
}
