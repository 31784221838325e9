import { expect, test } from 'vitest';
import {
  cellsProperty,
  madeNode,
  printMadeTree,
  property,
  remark,
  stringProperty,
} from '../../server/src/tree/made-tree';
import { analyse } from '../analyse';

test('a made tree is printed as DTS, with what it does not tell as comments', () => {
  const root = madeNode('/', [
    cellsProperty('#address-cells', 2),
    property('empty'),
    remark('not known'),
    { ...madeNode('a@1', [stringProperty('s', 'x"y', 'z')], 'why'), labels: ['l'] },
  ]);
  expect(printMadeTree(root, ['heading'])).toBe(`/dts-v1/;

/* heading */

/ {
	#address-cells = <0x2>;
	empty;
	/* not known */

	l: a@1 { /* why */
		s = "x\\"y", "z";
	};
};
`);
});

test('no text ends a comment', () => {
  const printed = printMadeTree(madeNode('/', [remark('a */ b; /* c')], '*/'));
  expect(analyse(printed).problems).toEqual([]);
});
