import { expect, test } from 'vitest';
import { editSourceFile } from '../../server/src/lexer/edit-source-file';
import { countMarks } from '../../server/src/lexer/marks';
import { sourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';

test.each([
  ['a remark', '// dts-chosen: ignore xen/module-overlap\n', { remarks: 1 }],
  ['an include', '#include "a.dtsi"\n', { includes: 1 }],
  ['a comment that is left open', '/* open\n', { openComments: 1 }],
  ['nothing special', 'b = <2>;\n', {}],
])('%s is counted when it comes and when it goes', (_, line, more) => {
  const file = sourceFile(fileId('/a.dts'), 'a = <1>;\n'.repeat(500));
  const at = 9 * 250;
  const before = file.marks;
  const edited = editSourceFile(file, { range: { start: at, end: at }, newText: line });
  expect(edited.marks).toEqual(countMarks(edited.chunks));
  expect(edited.marks).toEqual({ ...before, ...more });
  const back = editSourceFile(edited, { range: { start: at, end: at + line.length }, newText: '' });
  expect(back.marks).toEqual(before);
  expect(before).toEqual({ openComments: 0, remarks: 0, includes: 0 });
});
