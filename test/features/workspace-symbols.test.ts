import { expect, test } from 'vitest';
import { symbolsMatching } from '../../server/src/features/workspace-symbols';
import { sourceFile } from '../../server/src/lexer/source-file';
import { fileId } from '../../server/src/lexer/token-chunk';

/** `container | name kind` of what is found; the range must hold the name. */
function check(text: string, query: string, expected: readonly string[]): void {
  const found = symbolsMatching(sourceFile(fileId('/a.dts'), text), query).map((it) => {
    expect(text.slice(it.range.start, it.range.end)).toBe(it.name);
    return `${it.container} | ${it.name} ${it.kind}`;
  });
  expect(found).toEqual(expected);
}

const text = `/dts-v1/;
/ {
	soc {
		uart0: serial@9000000 { x = <&uart0>; /delete-node/ gone; };
	};
};
&i2c0 {
	tmp@48 { };
};
`;

test('nodes and labels are found with the blocks around them', () => {
  check(text, '', [
    '/ | soc node',
    '/ soc | uart0 label',
    '/ soc | serial@9000000 node',
    '&i2c0 | tmp@48 node',
  ]);
});

test('the letters of a query may have others between them, in any case', () => {
  check(text, 'SRL9', ['/ soc | serial@9000000 node']);
  check(text, 'u0', ['/ soc | uart0 label']);
  check(text, 'xyz', []);
});

test('a block that two branches open does not lead the rest astray', () => {
  check('#if A\n/ { a {\n#else\n/ { a {\n#endif\n}; };\n/ { b { }; };\n', 'b', ['/ | b node']);
});

test('names are found across the borders of chunks', () => {
  const long = `/ {\n${'\tp = <1 2 3>;\n'.repeat(500)}\tlast\n\t{ };\n};\n`;
  check(long, 'last', ['/ | last node']);
});
