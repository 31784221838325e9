/** A module of dom0 does not say what it is, and Xen guesses by the order of such modules. */
import { kindLabel, type BootModule } from '../../model/boot-module';
import type { PlatformModel } from '../../model/platform';
import { compatiblesOf } from '../../model/node-compatibles';
import { isBootModule } from '../../model/xen-names';
import { defineRule, type Finding } from '../rule';
import { eachModule } from '../xen-items';
import { chosenBoard, dom0Board } from './example-board';
import { makeFix, quote, setValue } from '../make-fix';
import type { Fix, SourceEdit } from '../fix';
import type { DeviceTree } from '../../tree/dt-node';

export const moduleOrderGuess = defineRule({
  id: 'xen/module-order-guess',
  severity: 'hint',
  summary: 'Xen guesses what a module is by its place among the modules that do not say it.',
  why: 'The first untyped module counts as a kernel, the second as a ramdisk (or as an XSM policy, when it begins like one), whatever typed modules there are: next to a typed kernel the guess is wrong, and one of the two is silently lost. That is an error; a guess that comes out right is only a hint. What the source does not show: a policy that does not begin with the magic number 0xf97cff8c makes the start of XSM fail, and Xen boots without it.',
  source: 'Xen common/device-tree/bootinfo-fdt.c: process_multiboot_node',
  requires: ['boot/module-compatible-unknown'],
  reader: 'xen',
  examples: [
    {
      title: 'Meant as a ramdisk, but the first untyped module is a kernel',
      dts: dom0Board(`
        module@51000000 {
            compatible = "multiboot,module";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ so Xen takes it for a kernel
            reg = <0x51000000 0x100000>;
        };`),
      fixed: dom0Board(`
        module@51000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };`),
    },
    {
      title: 'The guess is right, but better said',
      dts: chosenBoard(`
        module@51000000 {
            compatible = "multiboot,module";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Xen guesses that module@51000000 is a kernel
            reg = <0x51000000 0x100000>;
        };`),
    },
    {
      title:
        'Both guesses are right: both modules must say it, as Xen would count anew from the second',
      dts: chosenBoard(`
        module@51000000 {
            compatible = "multiboot,module";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Xen guesses that module@51000000 is a kernel
            reg = <0x51000000 0x100000>;
        };
        module@52000000 {
            compatible = "multiboot,module";
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Xen guesses that module@52000000 is a ramdisk
            reg = <0x52000000 0x100000>;
        };`),
      fixed: chosenBoard(`
        module@51000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };
        module@52000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x52000000 0x100000>;
        };`),
    },
    {
      title: 'Both modules say what they are',
      dts: dom0Board(`
        module@51000000 {
            compatible = "multiboot,ramdisk", "multiboot,module";
            reg = <0x51000000 0x100000>;
        };`),
    },
  ],
  each: eachModule,
  checkEach(module, { tree, model }, report) {
    const property = module.node.node.properties.get('compatible');
    if (module.decidedBy !== 'position' || module.domain !== undefined) return;
    if (module.kind === 'unknown' || property === undefined) return;
    const { types, isRight, ...finding } = judge(model, module);
    report({
      at: property.at,
      node: module.node.path,
      ...finding,
      fixes: isRight
        ? rightGuessFix(tree, model, module)
        : types.flatMap((it) => makeFix(`Add "${it}"`, [typeEdit(tree, module, it)])),
    });
  },
});

/** What the module is becomes said, and what those behind it are: Xen would count them anew from there. */
function rightGuessFix(
  tree: DeviceTree,
  { modules }: PlatformModel,
  module: BootModule,
): readonly Fix[] {
  const behind = modules
    .slice(modules.indexOf(module) + 1)
    .filter((it) => it.decidedBy === 'position' && it.domain === undefined);
  if (behind.some((it) => it.kind === 'unknown')) return [];
  const others = behind.map((it) => `, and "multiboot,${it.kind}" to ${it.node.node.name}`);
  return makeFix(
    `Add "multiboot,${module.kind}"${others.join('')}`,
    [module, ...behind].map((it) => typeEdit(tree, it, `multiboot,${it.kind}`)),
  );
}

/** The type in front of the generic names. */
function typeEdit(tree: DeviceTree, { node }: BootModule, type: string): SourceEdit | undefined {
  const property = node.node.properties.get('compatible');
  const generic = compatiblesOf(tree, node).filter((it) => isBootModule([it]));
  return property && setValue(property, [type, ...generic].map(quote).join(', '));
}

function judge(
  model: PlatformModel,
  module: BootModule,
): Pick<Finding, 'message' | 'severity'> & {
  readonly types: readonly string[];
  readonly isRight: boolean;
} {
  const { kind, node } = module;
  const rival = model.modules.find(
    (it) =>
      it !== module && it.kind === kind && it.domain === undefined && it.decidedBy !== 'position',
  );
  if (rival === undefined)
    return {
      message: `Xen guesses that ${node.node.name} is a ${kind} by its place among untyped modules: say it with "multiboot,${kind}"`,
      types: [],
      isRight: true,
    };
  const isFirst = model.modules.indexOf(module) < model.modules.indexOf(rival);
  const [used, lost] = isFirst ? [node, rival.node] : [rival.node, node];
  return {
    isRight: false,
    severity: kind === 'kernel' ? 'error' : 'warning',
    message: `${node.node.name} has no type in compatible, so Xen takes it for a ${kindLabel(kind)}: dom0 boots with ${used.node.name}, and ${lost.node.name} is silently lost; add its type`,
    types: kind === 'kernel' ? ['multiboot,ramdisk', 'multiboot,kernel'] : ['xen,xsm-policy'],
  };
}
