/** A property of a domain that Xen does not read: misspelt, or of another release. */
import { isSince, type XenVersion } from '../../model/target';
import { domainProperties, ordinaryProperties } from '../../model/xen-properties';
import type { DtProperty } from '../../tree/dt-node';
import { meantName } from '../boot/meant-name';
import { defineRule, type Finding } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { removePropertyFix, renamePropertyFix } from '../make-fix';
import { versionOf } from './report-clash';

export const unknownDomainProperty = defineRule({
  id: 'xen/unknown-domain-property',
  severity: 'warning',
  summary: 'A domain has a property that Xen does not read.',
  why: 'Xen ignores properties that it does not know, without a word: a misspelt one has no effect. Properties of other releases are named with the release that reads them.',
  source:
    'Xen common/device-tree/dom0less-bindings.c: parse_dom0less_node; arch/arm/dom0less-build.c',
  requires: ['xen/hyperlaunch-design-only'],
  reader: 'xen',
  examples: [
    {
      title: 'A dash instead of an underscore',
      dts: domainBoard(`
        nr-spis = <64>;
      //^^^^^^^^^^^^^^^ did you mean nr_spis?
      `),
      fixed: domainBoard('nr_spis = <64>;'),
    },
    {
      title: 'Cell counts that only 4.16 reads',
      dts: domainBoard(`
        #xen,static-mem-address-cells = <1>;
      //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ only Xen 4.16 reads
      `),
      fixed: domainBoard(''),
    },
    {
      title: 'A property of a later release',
      dts: domainBoard(`
        capabilities = <1>;
      //^^^^^^^^^^^^^^^^^^^ Xen reads capabilities since 4.21
      `),
      target: 'xen@4.17',
    },
    { title: 'Known properties', dts: domainBoard('vpl011;\nnr_spis = <64>;') },
  ],
  each: eachDomain,
  checkEach({ node }, input, report) {
    for (const property of node.node.properties.values()) {
      if (ordinary.has(property.name)) continue;
      const finding = judge(property, versionOf(input));
      if (finding !== undefined) report({ at: property.at, node: node.path, ...finding });
    }
  },
});

function judge(property: DtProperty, version: XenVersion): Omit<Finding, 'at'> | undefined {
  const { name } = property;
  const known = byName.get(name);
  if (known !== undefined && !isSince(version, known.since))
    return { message: `Xen reads ${name} since ${known.since}: Xen ${version} ignores it` };
  if (known?.until !== undefined && version !== known.until && isSince(version, known.until))
    return {
      message: `only Xen ${known.until} reads ${name}: later releases take the cells of /chosen`,
      fixes: removePropertyFix(property),
    };
  if (known !== undefined) return undefined;
  const meant = meantName(name, [...byName.keys()]);
  if (meant !== undefined)
    return {
      message: `Xen does not read ${name}: did you mean ${meant}?`,
      fixes: renamePropertyFix(property, meant),
    };
  return {
    severity: name.startsWith('xen,') ? 'warning' : 'information',
    message: `Xen reads no property ${name} of a domain`,
  };
}

const byName = new Map(domainProperties.map((it) => [it.name, it]));
const ordinary = new Set(ordinaryProperties);
