/** The own trees of guests against the tree of the board: what takes two sources to show. */
import { describe, expect, test } from 'vitest';
import { detectTarget } from '../../../server/src/model/detect-target';
import { platformOf } from '../../../server/src/model/platform';
import { rules } from '../../../server/src/rules/registry';
import { runRules } from '../../../server/src/rules/run-rules';
import { treeOf } from '../../analyse';

interface Parts {
  /** Lines of the board's device. */
  readonly device?: string;
  /** Lines of the domain. */
  readonly domain?: string;
  /** Lines of `/chosen`. */
  readonly chosen?: string;
  readonly root?: string;
}

const board = ({ device = '', domain = '', chosen = '', root = '' }: Parts) => `/dts-v1/;
/ {
  #address-cells = <1>;
  #size-cells = <1>;
  interrupt-parent = <&gic>;
  memory@40000000 { device_type = "memory"; reg = <0x40000000 0x80000000>; };
  chosen {
    ${chosen}
    domU1 {
      compatible = "xen,domain";
      #address-cells = <1>;
      #size-cells = <1>;
      cpus = <1>;
      memory = <0x0 0x10000>;
      ${domain}
      kernel@52000000 {
        compatible = "multiboot,kernel", "multiboot,module";
        reg = <0x52000000 0x100000>;
      };
    };
  };
  gic: interrupt-controller@8000000 {
    compatible = "arm,gic-v3";
    #interrupt-cells = <3>;
    interrupt-controller;
    reg = <0x8000000 0x10000>;
  };
  rtc@9010000 {
    reg = <0x9010000 0x1000>;
    ${device}
  };
  ${root}
};`;

const guest = (device: string) => `/dts-v1/;
/ {
  gic: gic { #interrupt-cells = <3>; interrupt-controller; };
  passthrough {
    compatible = "simple-bus";
    ranges;
    #address-cells = <1>;
    #size-cells = <1>;
    rtc@9010000 { xen,reg = <0x9010000 0x1000 0x9010000>; ${device} };
  };
};`;

const path = 'xen,path = "/rtc@9010000";';
const forced = `${path} xen,force-assign-without-iommu;`;
const dom0 = `kernel@50000000 {
  compatible = "multiboot,kernel", "multiboot,module";
  reg = <0x50000000 0x100000>;
};`;
const iommu = 'iommu: iommu@9050000 { compatible = "arm,smmu-v3"; reg = <0x9050000 0x20000>; };';

/** What is said of the pair, by the rules about it alone. */
function findings(parts: Parts, ...guests: readonly string[]): readonly string[] {
  const tree = treeOf(board(parts));
  const target = detectTarget(tree, 'xen');
  const input = { tree, target, model: platformOf(tree, target), isFragment: false };
  const given = guests.map((it, i) => ({ domain: `domU${i + 1}`, tree: treeOf(it) }));
  const alone = new Set(runRules(input, rules).map((it) => `${it.severity} ${it.code}`));
  return runRules({ ...input, guests: given }, rules)
    .map((it) => `${it.severity} ${it.code}`)
    .filter((it) => !alone.has(it));
}

describe('a device of the board', () => {
  test('that is given as Xen wants it', () => {
    expect(findings({}, guest(forced))).toEqual([]);
    const device = 'iommus = <&iommu 1>; interrupts = <0 2 4>;';
    expect(findings({ device, root: iommu }, guest(path))).toEqual([]);
  });

  test('that is not there', () => {
    const wrong = forced.replace('9010000', '9020000');
    expect(findings({}, guest(wrong))).toEqual(['error xen/pdtb-xen-path-unknown']);
  });

  test('that two guests want', () => {
    expect(findings({}, guest(forced), guest(forced))).toEqual(['error xen/pdtb-assigned-twice']);
  });

  test('that dom0 has', () => {
    const code = 'xen/pdtb-host-not-passthrough';
    expect(findings({ chosen: dom0 }, guest(forced))).toEqual([`error ${code}`]);
    const device = 'xen,passthrough;';
    expect(findings({ chosen: dom0, device }, guest(forced))).toEqual([]);
  });

  test('that no IOMMU guards', () => {
    const code = 'error xen/pdtb-no-iommu';
    expect(findings({}, guest(path))).toEqual([code]);
    expect(findings({ root: iommu }, guest(path))).toEqual([code]);
  });

  test('with an interrupt of a CPU', () => {
    const device = 'interrupts = <1 8 4>;';
    expect(findings({ device }, guest(forced))).toEqual(['error xen/pdtb-ppi']);
  });

  test('with another interrupt than the guest expects', () => {
    const device = 'interrupts = <0 2 4>;';
    const expecting = (number: number) =>
      guest(`${forced} interrupt-parent = <&gic>; interrupts = <0 ${number} 4>;`);
    expect(findings({ device }, expecting(3))).toEqual(['warning xen/pdtb-irq-mismatch']);
    expect(findings({ device }, expecting(2))).toEqual([]);
  });

  test('with an interrupt beyond those of the guest', () => {
    const device = 'interrupts = <0 40 4>;';
    const code = 'error xen/nr-spis-too-small-device';
    expect(findings({ device, domain: 'nr_spis = <32>;' }, guest(forced))).toEqual([code]);
    expect(findings({ device, domain: 'nr_spis = <41>;' }, guest(forced))).toEqual([]);
  });

  test('with the interrupt of the emulated UART', () => {
    const device = 'interrupts = <0 0 4>;';
    const code = 'warning xen/vpl011-spi-clash';
    expect(findings({ device, domain: 'vpl011;' }, guest(forced))).toEqual([code]);
    expect(findings({ device }, guest(forced))).toEqual([]);
  });
});
