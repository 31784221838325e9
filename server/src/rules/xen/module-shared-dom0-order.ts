/** dom0 and a domain share a blob, and the domain comes first. */
import { isSince } from '../../model/target';
import { defineRule } from '../rule';
import { eachSharedBlob } from '../xen-items';
import { chosenBoard, domain, mark } from './example-board';
import { versionOf } from './report-clash';

const dom0Kernel = `
kernel@52000000 {
    compatible = "multiboot,kernel", "multiboot,module";
    reg = <0x52000000 0x100000>;
};`;

export const moduleSharedDom0Order = defineRule({
  id: 'xen/module-shared-dom0-order',
  severity: 'error',
  summary: 'dom0 shares a module with a domain that comes first in the tree.',
  why: "Xen 4.18 and later keep the first record, which says that the module is a domain's, and drop dom0's as an overlap. Without a kernel of its own Xen takes the system for dom0less and builds no dom0. In the other order both get the module.",
  source: 'Xen common/device-tree/bootinfo.c: add_boot_module; dom0less-build.c: is_dom0less_mode',
  since: '4.18',
  reader: 'xen',
  examples: [
    {
      title: "The domain's kernel comes before that of dom0",
      dts: mark(
        chosenBoard(`${domain('domU1', '')}${dom0Kernel}`),
        '0x52000000 0x100000',
        'dom0 does not get kernel@52000000',
      ),
    },
    {
      title: 'The kernel of dom0 comes first',
      dts: chosenBoard(`${dom0Kernel}\n${domain('domU1', '')}`),
    },
  ],
  each: eachSharedBlob,
  checkEach({ module, original }, input, report) {
    if (!isSince(versionOf(input), '4.18')) return;
    const owner = original.module?.domain;
    if (module.domain !== undefined || owner === undefined || module.region === undefined) return;
    const effect =
      module.kind === 'kernel' ? 'and no dom0 is built' : `and dom0 has no ${module.kind}`;
    report({
      at: module.region.at,
      node: module.node.path,
      message: `dom0 does not get ${module.node.node.name}: ${owner.node.name} names the same ${module.kind} earlier in the tree, ${effect}; put the module of dom0 before ${owner.node.name}`,
      related: [{ at: original.at, message: `${original.label} is recorded first` }],
    });
  },
});
