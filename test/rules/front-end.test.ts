import { expect, test } from 'vitest';
import { preprocessorCodes } from '../../server/src/preprocessor/problem-codes';
import { applyTextEdits, textEditsOf } from '../../server/src/rules/apply-edits';
import { fixesOfProblem, frontEndRules } from '../../server/src/rules/front-end';
import { checkFileOrder } from '../../server/src/syntax/file-order';
import { syntaxCodes } from '../../server/src/syntax/problem-codes';
import { analyse } from '../analyse';

test('every code of the front end has a page', () => {
  const known = new Set(frontEndRules.map((it) => it.id));
  const codes = [...Object.keys(preprocessorCodes), ...Object.keys(syntaxCodes)];
  expect(codes.filter((it) => !known.has(it))).toEqual([]);
});

test('adds the header that is missing', () => {
  const { file, parsed, tree } = analyse('/* board */\n/ { };\n');
  const [problem] = checkFileOrder(parsed.syntax);
  const [fix] = problem ? fixesOfProblem(problem, tree) : [];
  const edits = fix && textEditsOf(fix, file);
  const [own] = edits?.values() ?? [];
  expect(own && applyTextEdits('/* board */\n/ { };\n', own)).toBe(
    '/* board */\n/dts-v1/;\n/ { };\n',
  );
});

test('moves a property over the first subnode of a block that reopens a node', () => {
  const text = '/dts-v1/;\n/ { a: a { }; };\n&a {\n\tb { };\n\tc;\n\td { };\n};\n';
  const { file, problems, tree } = analyse(text);
  const [fix] = problems.flatMap((it) => fixesOfProblem(it, tree));
  const [own] = (fix && textEditsOf(fix, file)?.values()) ?? [];
  expect(own && applyTextEdits(text, own)).toBe(
    '/dts-v1/;\n/ { a: a { }; };\n&a {\n\tc;\n\tb { };\n\td { };\n};\n',
  );
});
