/** A node below /chosen whose compatible is almost one that Xen knows. */
import { chosenCompatibles, isBootModule } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachUnknownCompatible } from '../xen-items';
import { setStringsFix } from '../make-fix';
import { meantName } from './meant-name';

const nodeNames = chosenCompatibles.filter((it) => !it.startsWith('multiboot,'));

export const compatibleMisspelt = defineRule({
  id: 'boot/compatible-misspelt',
  severity: 'error',
  summary: 'A compatible string below /chosen is almost one that is known.',
  why: 'Xen compares whole strings: a domain, CPU pool, event channel or shared memory with a misspelt compatible is silently ignored.',
  source: 'Xen docs/misc/arm/device-tree/booting.txt',
  requires: [
    'boot/compatible-escaped-nul',
    'boot/compatible-missing-comma',
    'xen/compatible-case',
    'xen/evtchn-compatible',
  ],
  examples: [
    {
      title: 'A domain that is none',
      dts: `/dts-v1/;
/ {
    chosen {
        domU1 {
            compatible = "xen,domian";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^ did you mean "xen,domain"?
        };
    };
};
`,
      fixed: `/dts-v1/;
/ {
    chosen {
        domU1 {
            compatible = "xen,domain";
        };
    };
};
`,
    },
    {
      title: 'A domain',
      dts: `/dts-v1/; / { chosen { domU1 { compatible = "acme,guest", "xen,domain"; }; }; };`,
    },
  ],
  each: eachUnknownCompatible,
  checkEach(node, { tree }, report) {
    const property = node.node.properties.get('compatible');
    const compatibles = compatiblesOf(tree, node);
    if (property === undefined || !node.path.startsWith('/chosen/')) return;
    if (isBootModule(compatibles) || compatibles.some((it) => isKnown(it))) return;
    const unknown = compatibles.find((it) => meantName(it, nodeNames) !== undefined);
    const meant = unknown === undefined ? undefined : meantName(unknown, nodeNames);
    if (unknown === undefined || meant === undefined) return;
    report({
      at: property.at,
      node: node.path,
      message: `"${unknown}" is not known, and Xen silently ignores ${node.node.name}: did you mean "${meant}"?`,
      fixes: setStringsFix(
        `Change "${unknown}" to "${meant}"`,
        property,
        compatibles.map((it) => (it === unknown ? meant : it)),
      ),
    });
  },
});

function isKnown(name: string): boolean {
  return chosenCompatibles.includes(name) || chosenCompatibles.includes(name.toLowerCase());
}
