import { expect, test } from 'vitest';
import { labels, lineAfter, offered } from './check-completion';

function inHostModule(line: string): string {
  return `/dts-v1/;\n/ {\n chosen {\n  module@0 {\n   ${line}\n   reg = <0 0 0>;\n  };\n };\n};\n`;
}

function inDomain(text: string): string {
  return `/dts-v1/;\n/ {\n chosen {\n  domU1 {\n   compatible = "xen,domain";\n   ${text}\n  };\n };\n};\n`;
}

test('offers the strings of the place: in /chosen, in a domain, and nowhere else', () => {
  expect(labels(inHostModule('compatible = "$0";'))).toEqual(
    expect.arrayContaining([
      'multiboot,kernel',
      'multiboot,ramdisk',
      'xen,xsm-policy',
      'xen,domain',
    ]),
  );
  const inside = labels(inDomain('m@0 { compatible = "$0"; };'));
  expect(inside).toEqual(
    expect.arrayContaining(['multiboot,kernel', 'multiboot,device-tree', 'xen,vcpu']),
  );
  expect(inside).not.toContain('xen,domain');
  expect(inside).not.toContain('xen,xsm-policy');
  expect(labels('/dts-v1/;\n/ { soc { compatible = "$0"; }; };')).not.toContain('multiboot,kernel');
});

test('offers the string that completes the list first and none twice', () => {
  const next = labels(inHostModule('compatible = "multiboot,kernel", "$0";'));
  expect(next[0]).toBe('multiboot,module');
  expect(next).not.toContain('multiboot,kernel');
  const before = labels(inHostModule('compatible = "$0", "multiboot,module";'));
  expect(before).toContain('multiboot,kernel');
  expect(before).not.toContain('multiboot,module');
  expect(labels(inHostModule('compatible = "mul$0 , "multiboot,module";'))).not.toContain(
    'multiboot,module',
  );
});

test('replaces the word inside of quotes and closes them when they are open', () => {
  const after = (line: string) => lineAfter(inHostModule(line), 'multiboot,kernel');
  expect(after('compatible = "$0";')).toBe('compatible = "multiboot,kernel|";');
  expect(after('compatible = "multi$0boot,k";')).toBe('compatible = "multiboot,kernel|";');
  expect(after('compatible = "multi$0')).toBe('compatible = "multiboot,kernel"|');
  expect(after('compatible = "multi$0;')).toBe('compatible = "multiboot,kernel"|;');
  expect(after('compatible = "mul$0 , "multiboot,module";')).toBe(
    'compatible = "multiboot,kernel"| , "multiboot,module";',
  );
  expect(after('compatible = "multiboot,module\\0mul$0";')).toBe(
    'compatible = "multiboot,module\\0multiboot,kernel|";',
  );
});

test('brings quotes, blanks and commas along outside of quotes', () => {
  const after = (line: string) => lineAfter(inHostModule(line), 'multiboot,module');
  expect(after('compatible = $0;')).toBe('compatible = "multiboot,module"|;');
  expect(after('compatible =$0')).toBe('compatible = "multiboot,module"|');
  expect(after('compatible = mul$0;')).toBe('compatible = "multiboot,module"|;');
  expect(after('compatible = "multiboot,kernel",$0;')).toBe(
    'compatible = "multiboot,kernel", "multiboot,module"|;',
  );
  expect(after('compatible = "multiboot,kernel"$0;')).toBe(
    'compatible = "multiboot,kernel", "multiboot,module"|;',
  );
});

test('tells what a string means', () => {
  const item = offered(inHostModule('compatible = "$0";')).find(
    (it) => it.label === 'multiboot,kernel',
  );
  expect(item?.kind).toBe('compatible');
  expect(item?.detail).toMatch(/kernel/i);
  expect(item?.documentation).toMatch(/Since/);
});

test('works in an included file, in a block by reference, and in text under #if 0', () => {
  expect(
    labels(`
      //- /board.dts
      /dts-v1/;
      / { c: chosen { }; };
      #include "modules.dtsi"
      //- /modules.dtsi
      &c { module@0 { compatible = "$0"; }; };
    `),
  ).toContain('multiboot,kernel');
  expect(
    labels(`
      /dts-v1/;
      / { chosen { };
      #if 0
        chosen { domU1 { compatible = "xen,domain"; m@0 { compatible = "$0"; }; }; };
      #endif
      };
    `),
  ).toContain('multiboot,device-tree');
});
