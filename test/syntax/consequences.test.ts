import { expect, test } from 'vitest';
import { withoutConsequences } from '../../server/src/syntax/consequences';
import { analyse } from '../analyse';

function shown(dts: string): readonly string[] {
  return withoutConsequences(analyse(dts).problems).map((it) => it.code);
}

test('a brace in an unterminated comment is not missed', () => {
  expect(shown('/ { /* };')).toEqual(['cpp/unterminated-comment']);
});

test('a brace that is missing besides is', () => {
  expect(shown('/* half\n/ {')).toEqual(['cpp/unterminated-comment', 'syntax/missing-brace']);
});

test('what an unterminated condition swallows is not missed', () => {
  expect(shown('/ {\n#if 0\n};')).toEqual(['cpp/unterminated-condition']);
});
