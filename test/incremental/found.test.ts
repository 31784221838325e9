/** What edit scripts on real boards have found, each reduced to the shortest source that shows it. */
import { expect, test } from 'vitest';
import { ownSchemas } from '../bindings/schema-files';
import { textFiles } from './board';
import type { EditStep } from './edit-steps';
import { replay } from './play';

const file = '/board.dts';

/** Puts a text in the place of another one, which stands there once. */
function exchange(source: string, old: string, newText: string): EditStep {
  const start = source.indexOf(old);
  return { file, edits: [{ range: { start, end: start + old.length }, newText }] };
}

/** So much that an edit beside it cuts nothing anew on the other side. */
function filler(name: string): string {
  return Array.from({ length: 100 }, (_, i) => `\t\t${name}${i} { y = <${i}>; };`).join('\n');
}

test('a fix that writes into a node holds nothing of what stands in the node', () => {
  const source = `/dts-v1/;
/ {
	gpio {
		interrupt-controller;
${filler('a')}
		a { x = <1>; };
${filler('b')}
	};
};
`;
  const steps = [exchange(source, 'x = <1>', 'x = <2>')];
  expect(replay(file, { disk: textFiles({ [file]: source }), schemas: [] }, steps)).toBeUndefined();
});

test('a reference where text or a bounded number is wanted counts as its number', () => {
  const source = `/dts-v1/;
/ {
	a {
		compatible = <&l 3 0>;
	};
	chosen {
		domU1 {
			compatible = "xen,domain";
			memory = <0 0x20000>;
			cpus = <&l>;
		};
	};
	l: b { };
};
`;
  const options = { disk: textFiles({ [file]: source }), schemas: ownSchemas() };
  expect(replay(file, options, [exchange(source, '3 0', '0 0')])).toBeUndefined();
});

test('a block whose node is gone labels nothing any more', () => {
  const source = `/dts-v1/;
/ {
	soc {
		p: pinctrl { };
	};
};

&p {
	hdd: a { x = <1>; };
};

&p {
	hdd: a { x = <2>; };
};

&hdd {
	y;
};
`;
  const text = '\t\tp: pinctrl { };\n';
  const step = {
    file,
    edits: [
      {
        range: { start: source.lastIndexOf('hdd: '), end: source.lastIndexOf('a {') },
        newText: 'b',
      },
      {
        range: { start: source.indexOf(text), end: source.indexOf(text) + text.length },
        newText: '',
      },
    ],
  };
  const options = { disk: textFiles({ [file]: source }), schemas: [] };
  expect(replay(file, options, [step])).toBeUndefined();
});
