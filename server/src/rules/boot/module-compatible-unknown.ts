/** A boot module of a type that nobody knows: misspelt, or from another boot protocol. */
import { statedKind } from '../../model/boot-module';
import { chosenCompatibles, genericModule, isBootModule, kindNames } from '../../model/xen-names';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachUnknownCompatible } from '../xen-items';
import { setStringsFix } from '../make-fix';
import { meantName } from './meant-name';

const moduleNames = [genericModule, ...kindNames.map((it) => it.compatible)];

export const moduleCompatibleUnknown = defineRule({
  id: 'boot/module-compatible-unknown',
  severity: 'error',
  summary: 'A boot module has a compatible string that no boot protocol knows.',
  why: 'The string is ignored. Without a known type Xen guesses what a module of dom0 is by its order, and a domain does not get the module at all; without "multiboot,module" the node is not even a module.',
  source:
    'Xen docs/misc/arm/device-tree/booting.txt; common/device-tree/bootfdt.c: fdt_node_to_kind',
  requires: [
    'boot/compatible-escaped-nul',
    'boot/compatible-missing-comma',
    'xen/compatible-case',
    'xen/hyperlaunch-design-only',
  ],
  examples: [
    {
      title: 'A misspelt type',
      dts: `/dts-v1/;
/ {
    chosen {
        module@48000000 {
            compatible = "multiboot,kernal", "multiboot,module";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ did you mean "multiboot,kernel"?
        };
    };
};
`,
      fixed: `/dts-v1/;
/ {
    chosen {
        module@48000000 {
            compatible = "multiboot,kernel", "multiboot,module";
        };
    };
};
`,
    },
    {
      title: 'A known type',
      dts: `/dts-v1/; / { chosen { module@48000000 { compatible = "multiboot,kernel", "multiboot,module"; }; }; };`,
    },
  ],
  each: eachUnknownCompatible,
  checkEach(node, { tree }, report) {
    const compatibles = compatiblesOf(tree, node);
    const property = node.node.properties.get('compatible');
    const isModule =
      isBootModule(compatibles) || compatibles.some((it) => /^multiboot[,-]/i.test(it));
    const unknown = isModule ? compatibles.find(isUnknownType) : undefined;
    if (property === undefined || unknown === undefined) return;
    const meant = meantName(unknown, moduleNames);
    const isHarmless = isBootModule(compatibles) && statedKind(compatibles) !== undefined;
    if (isHarmless && meant === undefined) return;
    const names = meant && compatibles.map((it) => (it === unknown ? meant : it));
    report({
      at: property.at,
      node: node.path,
      ...(isHarmless && { severity: 'warning' }),
      message: `"${unknown}" is no type of boot module${meant === undefined ? `: known are ${list(moduleNames)}` : `, did you mean "${meant}"?`}`,
      fixes: names
        ? setStringsFix(`Change "${unknown}" to "${meant}"`, property, [...new Set(names)])
        : [],
    });
  },
});

/** Strings of other makers may stand beside the known ones. */
function isUnknownType(name: string): boolean {
  if (chosenCompatibles.includes(name) || chosenCompatibles.includes(name.toLowerCase()))
    return false;
  return /^multiboot[,-]/i.test(name) || meantName(name, moduleNames) !== undefined;
}

function list(names: readonly string[]): string {
  return names
    .filter((it) => it.startsWith('multiboot,'))
    .map((it) => `"${it}"`)
    .join(', ');
}
