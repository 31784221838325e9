import { expect, test } from 'vitest';
import { cursorState } from '../../../server/src/features/completion/cursor-state';
import { fileId } from '../../../server/src/lexer/token-chunk';
import { sourceFile } from '../../../server/src/lexer/source-file';

/** What can be typed at `$0`: the kind, what else is known, and in brackets what would be replaced. */
function stateAt(source: string): string {
  const offset = source.indexOf('$0');
  const text = source.replace('$0', '');
  const state = cursorState(sourceFile(fileId('/board.dts'), text), offset);
  if (state.kind === 'nothing') return 'nothing';
  const { start, end } = state.range;
  expect(text.slice(start, offset)).toBe(state.typed);
  const facts = {
    statement: () => '',
    include: () => '',
    condition: () => '',
    path: () => '',
    delete: () => (state.kind === 'delete' ? state.what : ''),
    label: () => (state.kind === 'label' && state.isStatement ? 'statement' : 'value'),
    string: () =>
      state.kind === 'string' ? `${state.property}${state.isClosed ? '' : ' open'}` : '',
    value: () =>
      state.kind === 'value' ? `${state.property}${state.needsComma ? ' comma' : ''}` : '',
    cells: () => (state.kind === 'cells' ? state.property : ''),
  }[state.kind]();
  return `${state.kind} ${facts} [${text.slice(start, end)}]`.replace(/ +/g, ' ');
}

const inNode = (text: string) => stateAt(`/ { a { reg = <1>; ${text}\n }; };`);

test('knows where a statement begins', () => {
  expect(inNode('$0')).toBe('statement []');
  expect(inNode('comp$0atible = "x";')).toBe('statement [compatible]');
  expect(inNode('#addr$0;')).toBe('statement [#addr]');
  expect(inNode('xen,static$0')).toBe('statement [xen,static]');
  expect(inNode('label: mod$0')).toBe('statement [mod]');
  expect(inNode('module@4$0')).toBe('statement [module@4]');
  expect(inNode('/del$0')).toBe('statement [/del]');
  expect(stateAt('$0')).toBe('statement []');
  expect(stateAt('/dts-v1/;\n/$0')).toBe('statement [/]');
});

test('takes a new line behind a complete value for a new statement though its semicolon is missing', () => {
  expect(inNode('b = <1>\n comp$0')).toBe('statement [comp]');
  expect(inNode('b = "x"\n $0')).toBe('statement []');
  expect(inNode('b\n comp$0')).toBe('statement [comp]');
  expect(inNode('b = "x",\n $0')).toBe('value b []');
});

test('knows the states of a string', () => {
  expect(inNode('compatible = "$0";')).toBe('string compatible []');
  expect(inNode('compatible = "mul$0tiboot,kernel";')).toBe('string compatible [multiboot,kernel]');
  expect(inNode('compatible = "a", "$0";')).toBe('string compatible []');
  expect(inNode('compatible = "a\\0mul$0";')).toBe('string compatible [mul]');
  expect(inNode('compatible = "mul$0\\0b";')).toBe('string compatible [mul]');
  expect(inNode('compatible = "mul$0')).toBe('string compatible open [mul]');
  expect(inNode('compatible = "mul$0;')).toBe('string compatible open [mul]');
  expect(inNode('compatible = "mul$0 , "multiboot,module";')).toBe('string compatible open [mul]');
  expect(inNode('compatible = "mul$0\n reg = <0>; b { compatible = "x"; };')).toBe(
    'string compatible open [mul]',
  );
});

test('knows the states of a value outside of quotes', () => {
  expect(inNode('compatible = $0;')).toBe('value compatible []');
  expect(inNode('compatible =$0')).toBe('value compatible []');
  expect(inNode('compatible = mul$0;')).toBe('value compatible [mul]');
  expect(inNode('compatible = "a",$0;')).toBe('value compatible []');
  expect(inNode('compatible = "a", multiboot,k$0')).toBe('value compatible [multiboot,k]');
  expect(inNode('compatible = "a",mul$0')).toBe('value compatible [mul]');
  expect(inNode('compatible = "a"$0;')).toBe('value compatible comma []');
  expect(inNode('compatible = "a" $0')).toBe('value compatible comma []');
  expect(inNode('x = /bi$0')).toBe('value x [/bi]');
});

test('knows cells, references and paths', () => {
  expect(inNode('reg = <$0>;')).toBe('cells reg []');
  expect(inNode('reg = <0x0 BA$0SE>;')).toBe('cells reg [BASE]');
  expect(inNode('clocks = <&a>, <$0')).toBe('cells clocks []');
  expect(inNode('clocks = <&$0>;')).toBe('label value []');
  expect(inNode('clocks = <&c$0lk 1>;')).toBe('label value [clk]');
  expect(inNode('x = <&{/so$0c}>;')).toBe('path [/soc]');
  expect(inNode('x = <&{/soc/$0')).toBe('path [/soc/]');
  expect(stateAt('/ { };\n&ua$0')).toBe('label statement [ua]');
  expect(stateAt('/ { };\n&{/soc} { sta$0 };')).toBe('statement [sta]');
  expect(inNode('x = <&{/soc} $0>;')).toBe('cells x []');
  expect(inNode('x = [0a $0];')).toBe('nothing');
});

test('knows what is deleted', () => {
  expect(inNode('/delete-property/ sta$0')).toBe('delete property [sta]');
  expect(inNode('/delete-node/ $0;')).toBe('delete node []');
  expect(stateAt('/ { };\n/delete-node/ &ua$0;')).toBe('label value [ua]');
});

test('knows directives', () => {
  expect(stateAt('#include "so$0c.dtsi"\n/ { };')).toBe('include [soc.dtsi]');
  expect(stateAt('#include <dt$0')).toBe('include [dt]');
  expect(stateAt('/include/ "$0"')).toBe('include []');
  expect(stateAt('#ifdef CON$0FIG\n#endif')).toBe('condition [CONFIG]');
  expect(stateAt('#define A$0')).toBe('nothing');
  expect(inNode('reg = <1\n#ifdef A\n 2\n#endif\n $0>;')).toBe('cells reg []');
});

test('stays silent in comments', () => {
  expect(inNode('/* a $0 */')).toBe('nothing');
  expect(inNode('// a $0')).toBe('nothing');
  expect(inNode('/* a */ $0')).toBe('statement []');
});
