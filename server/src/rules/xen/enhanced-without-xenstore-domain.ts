/** A domain wants xenstore, and nobody runs it. */
import { isSince } from '../../model/target';
import { defineRule } from '../rule';
import { dom0Board, domain, domainBoard } from './example-board';
import { makeFix, setValue } from '../make-fix';
import { versionOf } from './report-clash';

export const enhancedWithoutXenstoreDomain = defineRule({
  id: 'xen/enhanced-without-xenstore-domain',
  severity: 'error',
  summary: 'A domain wants xenstore, but there is neither dom0 nor a xenstore domain.',
  why: 'An empty xen,enhanced and "enabled" ask for xenstore, which dom0 provides, or since 4.21 a domain with capability 0x4. Without one Xen panics.',
  source: 'Xen common/device-tree/dom0less-build.c: create_domUs',
  since: '4.17',
  reader: 'xen',
  examples: [
    {
      title: 'Xenstore without anybody to run it',
      dts: domainBoard(`
        xen,enhanced;
      //^^^^^^^^^^^^^ nobody runs xenstore
      `),
      fixed: domainBoard('xen,enhanced = "no-xenstore";'),
    },
    { title: 'dom0 runs it', dts: dom0Board(domain('domU1', 'xen,enhanced;')) },
    { title: 'Without xenstore', dts: domainBoard('xen,enhanced = "no-xenstore";') },
  ],
  check(input, report) {
    const { dom0, domains } = input.model;
    const hasDomain = isSince(versionOf(input), '4.21');
    if (input.isFragment || dom0?.kernel !== undefined) return;
    if (hasDomain && domains.some((it) => it.capabilities.isXenstore)) return;
    for (const { node, enhanced } of domains) {
      const wants = enhanced === 'xenstore' || (enhanced === 'legacy' && hasDomain);
      const property = wants ? node.node.properties.get('xen,enhanced') : undefined;
      if (property === undefined) continue;
      const who = hasDomain
        ? 'there is neither dom0 nor a domain with capabilities = <0x4>'
        : 'there is no dom0';
      report({
        at: property.at,
        node: node.path,
        message: `nobody runs xenstore for ${node.node.name}, ${who}: Xen panics; use "no-xenstore"`,
        fixes: makeFix('Set xen,enhanced to "no-xenstore"', [setValue(property, '"no-xenstore"')]),
      });
    }
  },
});
