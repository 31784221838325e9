/** `xen,enhanced = "legacy"` gives no xenstore. */
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { dom0Board, domain, mark } from './example-board';

export const enhancedLegacyNoop = defineRule({
  id: 'xen/enhanced-legacy-noop',
  severity: 'warning',
  summary: 'xen,enhanced = "legacy" behaves like "no-xenstore".',
  why: 'The document promises xenstore with a page that the guest allocates; the code tests a flag that "legacy" never sets, in 4.21, 4.22 and later.',
  source:
    'Xen common/device-tree/dom0less-build.c: alloc_xenstore_params; include/xen/dom0less-build.h',
  since: '4.21',
  requires: ['xen/enhanced-without-xenstore-domain'],
  reader: 'xen',
  examples: [
    {
      title: 'Legacy xenstore',
      dts: mark(
        dom0Board(domain('domU1', 'xen,enhanced = "legacy";')),
        'xen,enhanced = "legacy";',
        'behaves like "no-xenstore"',
      ),
    },
    { title: 'Xenstore', dts: dom0Board(domain('domU1', 'xen,enhanced = "enabled";')) },
  ],
  each: eachDomain,
  checkEach({ node, enhanced }, _input, report) {
    const property = node.node.properties.get('xen,enhanced');
    if (enhanced !== 'legacy' || property === undefined) return;
    report({
      at: property.at,
      node: node.path,
      message:
        '"legacy" behaves like "no-xenstore" in every release so far: use "enabled" for xenstore',
    });
  },
});
