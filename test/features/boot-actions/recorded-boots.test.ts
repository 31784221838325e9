/** Every action that is offered in the boot descriptions of the recorded boots: what it writes parses and is no worse. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CodeAction } from '../../../server/src/features/code-action';
import { codeActions } from '../../../server/src/features/code-actions';
import { fileId } from '../../../server/src/lexer/token-chunk';
import { applyTextEdits } from '../../../server/src/rules/apply-edits';
import type { Diagnostic } from '../../../server/src/workspace/snapshot';
import { findingsOf, freshCodes } from '../check-boot-action';
import { snapshotOf } from '../fixture';

const folder = join(import.meta.dirname, '../../conformance/xen');
const board = readFileSync(join(folder, 'virt.dtsi'), 'utf8');
const names = readdirSync(folder).filter((it) => it.endsWith('.dts'));

function textsOf(name: string): ReadonlyMap<string, string> {
  return new Map([
    ['/boot.dts', readFileSync(join(folder, name), 'utf8')],
    ['/virt.dtsi', board],
  ]);
}

/** The actions at every place where a finding or a node begins, each once. */
function actionsIn(texts: ReadonlyMap<string, string>, kind: CodeAction['kind']) {
  const snapshot = snapshotOf(texts);
  const file = fileId('/boot.dts');
  const text = texts.get('/boot.dts') ?? '';
  const starts = new Set([
    ...findingsOf(snapshot, file).map((it) => it.range.start),
    ...[...text.matchAll(/[\w@,-]+(?= \{)/g)].map((it) => it.index),
  ]);
  const actions = new Map<string, CodeAction>();
  for (const start of starts)
    for (const action of codeActions(snapshot, file, { start, end: start }, [kind]))
      actions.set(JSON.stringify([action.title, [...action.edits]]), action);
  return { snapshot, file, actions: [...actions.values()] };
}

/** A new domain around a ramdisk has no kernel yet, and says so. */
const expected = 'Move module into a new domain…: xen/domain-kernel-missing';

/** What actions bring (errors that were not there before), and what quick fixes leave of the findings that they mend. */
function flawsOf(name: string, kind: CodeAction['kind']): readonly string[] {
  const texts = textsOf(name);
  const { snapshot, file, actions } = actionsIn(texts, kind);
  const before = findingsOf(snapshot, file);
  return actions
    .filter((it) => it.disabled === undefined)
    .flatMap(({ title, edits, diagnostics }) => {
      const edited = [...texts].map(
        ([path, text]) => [path, applyTextEdits(text, edits.get(fileId(path)) ?? [])] as const,
      );
      const after = findingsOf(snapshotOf(new Map(edited)), file);
      const isError = (it: Diagnostic) => it.severity === 'error';
      const fresh = freshCodes(before.filter(isError), after.filter(isError));
      const left = diagnostics.filter(({ code }) => countOf(after, code) >= countOf(before, code));
      return [
        ...fresh.map((code) => `${title}: ${code}`).filter((it) => it !== expected),
        ...left.map(({ code }) => `${title}: still ${code}`),
      ].map((it) => `${name}: ${it}`);
    });
}

function countOf(findings: readonly Diagnostic[], code: string): number {
  return findings.filter((it) => it.code === code).length;
}

test('the recorded boots are full of things to do', () => {
  const count = (name: string, kind: CodeAction['kind']) =>
    actionsIn(textsOf(name), kind).actions.length;
  expect(count('025-shm-owner-borrower.dts', 'refactor.rewrite')).toBeGreaterThan(9);
  expect(count('225-modules-overlap-one-byte.dts', 'quickfix')).toBeGreaterThan(0);
});

test('every quick fix mends its finding and brings no error', { timeout: 120_000 }, () => {
  expect(names.flatMap((it) => flawsOf(it, 'quickfix'))).toEqual([]);
});

test('no rewriting brings an error', { timeout: 120_000 }, () => {
  expect(names.flatMap((it) => flawsOf(it, 'refactor.rewrite'))).toEqual([]);
});
