import { expect, test } from 'vitest';
import { checkHover, hoverText } from './check-hover';

function board(text: string): string {
  return `
    //- /board.dts
    /dts-v1/;
    #include "soc.dtsi"
    #define BASE 0x40000000 // where RAM begins
    #define SUM(a, b) (a + b)
    / {
      chosen {
        #address-cells = <2>;
        #size-cells = <2>;
        domU1 {
          compatible = "xen,domain";
          memory = <0x0 0x20000>;
          kernel: module@40000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x0 BASE 0x0 0x800000>;
          };
        };
        module@50000000 {
          compatible = "multiboot,module";
          reg = <0x0 0x50000000 0x0 0x1001>;
        };
      };
    };
    &uart0 { status = "okay"; };
    ${text}
    //- /soc.dtsi
    / {
      #address-cells = <1>;
      #size-cells = <1>;
      uart0: serial@1000 { reg = <0x1000 0x100>; status = "disabled"; };
    };
  `;
}

const at = (text: string, marked: string) => board('').replace(text, marked);

test('decodes reg with both ends inside, the size and the node that decided the cells', () => {
  const text = hoverText(board('').replace('reg = <0x0 BASE', 'r$0eg = <0x0 BASE'));
  expect(text).toContain('`0x40000000–0x407fffff`, 8 MiB');
  expect(text).toContain('Xen reads 4 cells (2 address + 2 size), as `/chosen` says');
  expect(text).toContain('dtc and others read 3 cells (2 address + 1 size), the default');
  expect(hoverText(at('reg = <0x1000', 'r$0eg = <0x1000'))).toContain(
    '2 cells (1 address + 1 size), as `/` says.',
  );
});

test('counts bytes where the size is no whole KiB, and names cells that are left over', () => {
  expect(hoverText(at('reg = <0x0 0x50000000', 're$0g = <0x0 0x50000000'))).toContain(
    '`0x50000000–0x50001000`, 4097 bytes',
  );
  expect(hoverText(at('0x0 0x1001>', '0x0 0x1001 0x$05>'))).toContain('**1 cell left over**');
});

test('spells a number in every way', () => {
  checkHover(at('0x800000', '0x800$0000'), '0x800000', '0x800000 = 8388608 = 8 MiB');
  checkHover(at('0x1001', '0x10$001'), '0x1001', '0x1001 = 4097');
});

test('takes shared memory apart as Xen does', () => {
  const share = `/ { chosen { s { compatible = "xen,domain-shared-memory-v1"; xen,shm-id = "a";
      xen,shared-$0mem = <0x0 0x60000000 0x0 0x40000000 0x0 0x10000>; }; }; };`;
  const text = hoverText(board(share));
  expect(text).toContain('- host `0x60000000–0x6000ffff`');
  expect(text).toContain('- guest `0x40000000–0x4000ffff`');
});

test('reads the static memory of a domain with the cells of /chosen', () => {
  const domain = 'memory = <0x0 0x20000>; #address-cells = <1>; #size-cells = <1>;';
  const text = hoverText(
    at('memory = <0x0 0x20000>;', `${domain} xen,stat$0ic-mem = <0x0 0x70000000 0x0 0x8000000>;`),
  );
  expect(text).toContain('`0x70000000–0x77ffffff`, 128 MiB');
  expect(text).toContain('4 cells (2 address + 2 size), as `/chosen` says.');
});

test('counts the memory of a domain in KiB', () => {
  expect(hoverText(at('memory =', 'mem$0ory ='))).toContain('128 MiB (131072 KiB).');
});

test('tells who wrote a property and who overrode it', () => {
  expect(hoverText(board('&uart0 { sta$0tus = "fail"; };'))).toContain(
    [
      'Written by, newest first:',
      '',
      '- `"fail"`: board.dts:24',
      '- ~~`"okay"`~~ overridden: board.dts:23',
      '- ~~`"disabled"`~~ overridden: soc.dtsi:4, included at board.dts:2',
    ].join('\n'),
  );
});

test('describes a property and a compatible string in the words of the schemas', () => {
  expect(hoverText(at('memory =', 'mem$0ory ='))).toMatch(/RAM of the domain in KiB/);
  checkHover(
    at('"multiboot,kernel"', '"multiboot,$0kernel"'),
    '"multiboot,kernel"',
    '**`multiboot,kernel`**',
  );
});

test('tells what a node is to Xen', () => {
  expect(hoverText(at('module@40000000', 'module$0@40000000'))).toContain(
    'Boot module of domain `domU1`: kernel.',
  );
  expect(hoverText(at('module@50000000', 'module$0@50000000'))).toContain(
    'Boot module of dom0: kernel: the node does not say so',
  );
  expect(hoverText(at('domU1', 'do$0mU1'))).toContain('Xen domain 1.');
});

test('shows where a reference leads, with the phandle', () => {
  const text = hoverText(board('/ { x = <&ker$0nel>; };'));
  expect(text).toContain('kernel: /chosen/domU1/module@40000000');
  expect(text).toContain('phandle `0x1`');
  expect(hoverText(board('/ { chosen { stdout-path = "/serial@$01000"; }; };'))).toContain(
    'uart0: /serial@1000',
  );
});

test('shows the definition of a macro and what a use becomes', () => {
  const object = hoverText(at('0x0 BASE', '0x0 BA$0SE'));
  expect(object).toContain('#define BASE 0x40000000');
  expect(object).toContain('where RAM begins');
  expect(object).toContain('Defined at board.dts:3.');
  expect(hoverText(board('/ { x = <SU$0M(1, 2)>; };'))).toContain('Becomes `(1 + 2)` here.');
});

test('shows the file of an include', () => {
  checkHover(at('"soc.dtsi"', '"so$0c.dtsi"'), 'soc.dtsi', '`/soc.dtsi`');
});

test('answers in text that no condition lets through and stays silent in comments', () => {
  expect(hoverText(board('#if 0\n    &uart0 { x = <&ker$0nel>; };\n    #endif'))).toContain(
    '/chosen/domU1/module@40000000',
  );
  expect(hoverText(board('/* ker$0nel */'))).toBeUndefined();
});

const bootBoard = (chosen: string) => `
  /dts-v1/;
  / { chosen { #address-cells = <1>; #size-cells = <1>;
    ${chosen}
    kernel@40000000 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0x40000000 0x800000>; };
    domU1 { compatible = "xen,domain"; cpus = <2>; memory = <0 0x80000>; vpl011;
      k: kernel@50000000 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0x50000000 0x800000>;
        bootargs = "quiet"; };
      ring: channel { compatible = "xen,evtchn-v1"; xen,evtchn = <10 &bell>; };
      shm { compatible = "xen,domain-shared-memory-v1"; xen,shm-id = "a"; role = "owner";
        xen,shared-mem = <0x60000000 0x70000000 0x10000>; };
    };
    domU2 { compatible = "xen,domain"; cpus = <1>; memory = <0 0x800>;
      bell: channel { compatible = "xen,evtchn-v1"; xen,evtchn = <11 &ring>; }; };
  }; };`;

test('tells the command line of a domain and why, and what the domain is made of', () => {
  const text = hoverText(bootBoard('bootargs = "B";').replace('domU1 {', 'dom$0U1 {'));
  expect(text).toContain(
    [
      'Xen domain 1.',
      '',
      'Command line: `quiet`: bootargs of kernel@50000000.',
      '',
      '- kernel `kernel@50000000`: `0x50000000–0x507fffff`, 8 MiB',
      '- RAM: 512 MiB, 2 vCPUs',
      '- event channel `channel`, port 10, to `domU2`',
      '- shared memory `a`: 64 KiB at `0x70000000`, as owner',
      '- with an emulated UART (vpl011)',
    ].join('\n'),
  );
  expect(hoverText(bootBoard('').replace('domU2 {', 'dom$0U2 {'))).toContain(
    'No command line: no module of the domain has bootargs.',
  );
});

test('tells on /chosen what Xen and dom0 get', () => {
  const text = hoverText(
    bootBoard('bootargs = "B"; xen,dom0-bootargs = "D";').replace('chosen {', 'cho$0sen {'),
  );
  expect(text).toContain(
    '**Xen**: Command line: `B`: bootargs of /chosen, as xen,dom0-bootargs is there for dom0.',
  );
  expect(text).toContain('**dom0**: Command line: `D`: xen,dom0-bootargs, which comes first.');
  expect(text).toContain(
    '- does not count: `bootargs` of `/chosen`: xen,dom0-bootargs comes first',
  );
});

test('tells on a command line who gets it and who does not', () => {
  const shared = hoverText(bootBoard('boot$0args = "B"; xen,dom0-bootargs = "D";'));
  expect(shared).toContain('Command line of **Xen**.');
  expect(shared).toContain('- not of dom0: xen,dom0-bootargs comes first');
  expect(hoverText(bootBoard('boot$0args = "B"; xen,xen-bootargs = "X";'))).toContain(
    'Command line of **dom0**.',
  );
  expect(hoverText(bootBoard('').replace('bootargs = "q', 'boot$0args = "q'))).toContain(
    'Command line of **domU1**.',
  );
  const lost = bootBoard('').replace('domU1', 'domU@1').replace('bootargs = "q', 'boot$0args = "q');
  expect(hoverText(lost)).toMatch(
    /Nobody gets this command line\.\n\n- not of domU@1: Xen records/,
  );
});

test('says nothing of command lines where Xen does not read the tree', () => {
  const text = hoverText(`/ { chosen { boot$0args = "B"; }; };`);
  expect(text).not.toMatch(/gets this|\*\*(Xen|dom0)\*\*/);
});
