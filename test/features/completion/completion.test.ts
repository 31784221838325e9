import { expect, test } from 'vitest';
import { labels, lineAfter, offered } from './check-completion';

function inDomain(text: string): string {
  return `/dts-v1/;\n/ {\n chosen {\n  domU1 {\n   compatible = "xen,domain";\n   ${text}\n  };\n };\n};\n`;
}

test('offers the properties of the node, what is required and absent first, what is set not at all', () => {
  const names = labels(inDomain('$0'), 'property');
  expect(names.slice(0, 2).sort()).toEqual(['cpus', 'memory']);
  expect(names).toContain('vpl011');
  expect(names).not.toContain('compatible');
  expect(labels(inDomain('cpus = <1>;\n   $0'), 'property')).not.toContain('cpus');
  expect(labels('/dts-v1/;\n$0', 'property')).toEqual([]);
});

test('writes as much of a property as its type tells', () => {
  expect(lineAfter(inDomain('$0'), 'cpus')).toBe('cpus = <|>;');
  expect(lineAfter(inDomain('mem$0'), 'memory')).toBe('memory = <0x0 |>;');
  expect(lineAfter(inDomain('vp$0'), 'vpl011')).toBe('vpl011;|');
  expect(lineAfter(inDomain('llc$0'), 'llc-colors')).toBe('llc-colors = "|";');
  expect(lineAfter(inDomain('cp$0us = <1>;'), 'cpus')).toBe('cpus| = <1>;');
  expect(lineAfter(inDomain('llc$0;'), 'llc-colors')).toBe('llc-colors = "|";');
});

test('offers the values that the schemas enumerate', () => {
  expect(labels(inDomain('xen,enhanced = "$0";'), 'value')).toContain('no-xenstore');
  expect(lineAfter(inDomain('xen,enhanced = $0;'), 'no-xenstore')).toBe(
    'xen,enhanced = "no-xenstore"|;',
  );
  expect(lineAfter(inDomain('#size-cells = <$0>;'), '2')).toBe('#size-cells = <2|>;');
});

const labelled = `/dts-v1/;
/ {
  intc: interrupt-controller@0 { interrupt-controller; };
  uart: serial@1000 { compatible = "arm,pl011"; $1 };
};
$2`;

test('offers labels behind &, those that the property is meant for first', () => {
  const at = (text: string) => labelled.replace('$1', text).replace('$2', '');
  expect(labels(at('interrupt-parent = <&$0>;'))).toEqual(['intc', 'uart']);
  expect(labels(at('x = <&$0>;'))).toEqual(['intc', 'uart']);
  expect(lineAfter(at('x = <&u$0>;'), 'uart')).toBe(
    'uart: serial@1000 { compatible = "arm,pl011"; x = <&uart|>; };',
  );
  expect(lineAfter(labelled.replace('$1', '').replace('$2', '&$0\n'), 'uart')).toBe('&uart {\n\t|');
});

test('offers paths part by part, in references and in strings', () => {
  const at = (text: string) => labelled.replace('$1', '').replace('$2', text);
  expect(labels(at('/ { x = <&{/$0}>; };'))).toEqual(['interrupt-controller@0', 'serial@1000']);
  const chosen = (value: string) =>
    at(
      `/ { soc { a { b@1 { }; }; }; aliases { serial0 = &uart; }; chosen { stdout-path = ${value}; }; };`,
    );
  expect(labels(chosen('"$0"'), 'path')).toEqual([
    'serial0', '/interrupt-controller@0', '/serial@1000', '/soc', '/aliases', '/chosen',
  ]); // prettier-ignore
  expect(labels(chosen('"/soc/a/$0"'), 'path')).toEqual(['b@1']);
  expect(lineAfter(chosen('"/soc/a/b$0"'), 'b@1')).toContain('"/soc/a/b@1|"');
});

test('offers keywords where they may stand', () => {
  expect(labels('$0', 'keyword')).toContain('/dts-v1/');
  expect(lineAfter('/dts-v1/;\n/$0', '/ { }')).toBe('/ {\n\t|');
  expect(labels(inDomain('/del$0'), 'keyword')).toContain('/delete-property/');
  expect(labels(inDomain('x = $0'), 'keyword')).toEqual(['/bits/', '/incbin/']);
});

test('offers what can be deleted', () => {
  expect(labels(inDomain('/delete-property/ $0'))).toEqual(['compatible']);
  expect(lineAfter(inDomain('a { };\n   /delete-node/ $0'), 'a')).toBe('/delete-node/ a;|');
  expect(labels(labelled.replace('$1', '').replace('$2', '/delete-node/ &$0;'))).toEqual([
    'intc',
    'uart',
  ]);
});

test('offers macros in cells and in conditions', () => {
  const above = '#define BASE 0x1000\n#define PAIR(a, b) a b\n#define GUARD\n';
  expect(labels(`${above}${inDomain('x = <$0>;')}`, 'macro')).toEqual(['BASE', 'PAIR(a, b)']);
  expect(lineAfter(`${above}${inDomain('x = <PA$0>;')}`, 'PAIR(a, b)')).toBe('x = <PAIR(|)>;');
  expect(labels(`${above}#ifdef $0\n#endif\n${inDomain('')}`)).toContain('GUARD');
});

test('offers files that can be included', () => {
  const source = `
    //- /b/board.dts
    #include "$0"
    //- /b/soc.dtsi
    / { };
    //- /b/parts/uart.dtsi
    / { };
  `;
  expect(labels(source)).toEqual(['parts/uart.dtsi', 'soc.dtsi']);
  expect(lineAfter(source, 'soc.dtsi')).toBe('#include "soc.dtsi|"');
});

test('offers nodes that make sense: modules and vCPUs in a domain, domains in /chosen', () => {
  expect(labels(inDomain('$0'), 'node')).toEqual(
    expect.arrayContaining(['module@ multiboot,kernel', 'vcpu0 xen,vcpu']),
  );
  const inChosen = inDomain('').replace(' };\n};\n', ' $0\n };\n};\n');
  expect(labels(inChosen, 'node')).toContain('domU2 xen,domain');
  const module = offered(inDomain('mod$0')).find((it) => it.label === 'module@ multiboot,kernel');
  expect(module?.edit.newText).toBe(
    'module@ {\n\tcompatible = "multiboot,kernel", "multiboot,module";\n\treg = <>;\n};',
  );
});

test('offers nothing in a comment and in a definition', () => {
  expect(labels(inDomain('/* $0 */'))).toEqual([]);
  expect(labels(`#define A $0\n${inDomain('')}`)).toEqual([]);
});
