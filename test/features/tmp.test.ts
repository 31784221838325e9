import { test } from 'vitest';
import { offered } from './completion/check-completion';
import { hover } from '../../server/src/features/hover/hover';
import { fixture } from './fixture';
function show(s: string) { console.log(offered(s).slice(0,40).map(i => `${i.kind} ${i.label} | ${i.detail} | ${JSON.stringify(i.edit.newText)}`).join('\n')); }
function inDomain(text: string): string {
  return `/dts-v1/;\n/ {\n chosen {\n  #address-cells=<2>;#size-cells=<2>;\n domU1 {\n   compatible = "xen,domain";\n   ${text}\n  };\n };\n};\n`;
}
test('x', () => {
  show(inDomain('$0'));
  show(inDomain('m@0 { compatible = "$0"; };'));
  show(inDomain('m@0 { compatible = "multiboot,kernel", "$0"; };'));
  show('/dts-v1/; / { chosen { $0 }; };');
  show('/dts-v1/; / { $0 };');
  show('/dts-v1/; / { chosen { m@1 { compatible = "$0" }; }; };');
  for (const s of [
    inDomain('m@1 { compatible = "multiboot,ker$0nel", "multiboot,module"; };'),
    inDomain('#address-cells = <1>; #size-cells = <1>; m@1 { compatible = "multiboot,kernel", "multiboot,module"; r$0eg = <0x1000000 0x800000>; };'),
    inDomain('m@1 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0 0x1000000 0 0x80$00000>; };'),
    inDomain('k: modu$0le@1000 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0 0x1000 0 0x800000>; };'),
    inDomain('mem$0ory = <0x0 0x20000>;'),
    inDomain('').replace('domU1', 'do$0mU1'),
    inDomain('').replace('chosen', 'cho$0sen'),
    `#define A(x) (x + 1) // adds one\n${inDomain('foo = <A$0(3)>;')}`,
  ]) { const f = fixture(s); console.log(hover(f.snapshot, f.file, f.range.start)?.markdown, '\n=========='); }
});
