/** The one place where tests of *find references* touch the program. */
import { expect } from 'vitest';
import { referencesOf, soughtAt } from '../../server/src/features/references';
import { linesOf } from '../../server/src/lexer/source-file';
import { positionAt } from '../../server/src/text/line-index';
import { fixture } from './fixture';

/** What uses the thing at the cursor: `path:line text` in source order, `!` behind a declaration; lines count from 1. */
export function checkReferences(source: string, expected: readonly string[]): void {
  const { snapshot, file, range, texts } = fixture(source);
  const sought = soughtAt(snapshot, file, range.start);
  const found = new Set<string>();
  for (const context of sought ? snapshot.contextsOf(file) : [])
    for (const it of referencesOf(snapshot, snapshot.analysis(context), sought ?? nothing)) {
      const source = snapshot.file(it.file);
      const line = source ? positionAt(linesOf(source), it.range.start).line + 1 : 0;
      const text = texts.get(it.file)?.slice(it.range.start, it.range.end) ?? '';
      found.add(`${it.file}:${line} ${text}${it.isDeclaration ? '!' : ''}`);
    }
  expect([...found].sort()).toEqual([...expected].sort());
}

const nothing = { kind: 'macro', name: '' } as const;
