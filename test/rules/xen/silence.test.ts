import { expect, test } from 'vitest';
import { domainBoard, dom0Board } from '../../../server/src/rules/xen/example-board';
import { treeOf } from '../../analyse';
import { findingsIn, findingsOf } from './findings-of';

test('a board without a word of Xen is accused of nothing, even when Xen is asked about', () => {
  const dts = `/ {
    #address-cells = <1>;
    #size-cells = <1>;
    memory { reg = <0x40000000 0x1000>; };
    chosen { bootargs = "quiet"; };
    reserved-memory {
      a@41000000 { reg = <0x0 0x41000000 0x1000>; };
      b@41000000 { reg = <0x0 0x41000800 0x1000>; status = "disabled"; };
    };
  };`;
  expect(findingsOf(dts, 'xen')).toEqual([]);
});

test('a fragment is not accused of what its includer may provide', () => {
  const dts = domainBoard('', { without: ['memory', 'cpus', 'cells', 'kernel'] });
  expect(findingsOf(dts)).not.toEqual([]);
  const fragment = treeOf(dts);
  expect(findingsIn({ ...fragment, hasVersion: false })).toEqual([]);
});

test('nothing is said about numbers that cannot be told', () => {
  const dts = domainBoard(
    'capabilities = <&nowhere>;\nxen,static-mem = <&nowhere 0x1000>;\nnr_spis = <&nowhere>;',
  );
  expect(findingsOf(dts)).toEqual([]);
});

test('modules may lie anywhere when the board gives no memory bank', () => {
  const dts = dom0Board('').replace('<0x40000000 0x80000000>', '<0x0 0x0>');
  expect(findingsOf(dts)).toEqual([]);
});

test('Xen is silent about a tree for nobody in particular', () => {
  expect(findingsOf(dom0Board('').replace('0x100000>', '0x0>'), 'none')).toEqual([]);
});

test('broken text costs the findings about it only', () => {
  const dts = domainBoard(`
    xen,enhanced;
    ramdisk@53000000 { compatible = "multiboot,ramdisk", "multiboot,module"; reg = <0x53000000 (1 + >; };`);
  expect(findingsOf(dts)).toContain('error xen/enhanced-without-xenstore-domain');
});

test('an overlay is not accused of where its nodes will lie, nor of cells that it cannot know', () => {
  const overlay = `/dts-v1/; /plugin/;
  &{/chosen} {
    domU1 {
      compatible = "xen,domain";
      module@52000000 { compatible = "multiboot,kernel", "multiboot,module"; reg = <0x0 0x52000000 0x0 0x100000>; };
    };
    pool { compatible = "xen,cpupool"; cpupool-cpus = <&cpu0>; };
  };`;
  expect(findingsOf(overlay)).toEqual([]);
});
