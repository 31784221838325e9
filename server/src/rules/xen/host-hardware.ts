/** What Xen needs of the board itself: interrupt controllers, timers, CPUs (Xen common/device-tree/intc.c, arch/arm). */
import { compatiblesOf } from '../../model/node-compatibles';
import { childOf, rootOf, walk, type NodeRef } from '../../tree/node-ref';
import type { DeviceTree } from '../../tree/dt-node';
import { treeFact } from '../../tree/fact';
import { nodeIndex } from '../../tree/node-index';
import type { RuleInput } from '../rule';

/** The controllers that Xen drives on Arm (arch/arm/gic-v2.c, gic-v3.c, gic-hip04.c). */
const controllers = [
  'arm,cortex-a15-gic',
  'arm,cortex-a7-gic',
  'arm,gic-400',
  'arm,gic-v3',
  'hisilicon,hip04-intc',
];

/** The timers that Xen reads (arch/arm/time.c). */
export const timers = ['arm,armv7-timer', 'arm,armv8-timer'];

/** Nodes of interrupt controllers that Xen drives, in tree order. */
export function controllersOf(tree: DeviceTree): readonly NodeRef[] {
  return hardware.all(tree, 'controller');
}

/** Nodes of the timers of the CPUs. */
export function timersOf(tree: DeviceTree): readonly NodeRef[] {
  return hardware.all(tree, 'timer');
}

const hardware = nodeIndex<'controller' | 'timer'>(({ properties }) => {
  const parts = properties.get('compatible')?.parts ?? none;
  const strings = parts.flatMap((it): readonly string[] =>
    it.kind === 'string' ? it.bytes.split('\0') : none,
  );
  if (strings.some((it) => controllers.includes(it))) return controller;
  return strings.some((it) => timers.includes(it)) ? timer : none;
});

const controller = ['controller'] as const;
const timer = ['timer'] as const;
const none: readonly never[] = [];

/** `/cpus` of a whole Arm board that Xen boots; undefined for parts of one, and for other processors. */
export function cpusOfHost({ tree, model, isFragment }: RuleInput): NodeRef | undefined {
  if (isFragment || !model.isXenBoot || model.memoryNodes.length === 0) return undefined;
  const cpus = childOf(rootOf(tree), 'cpus');
  return cpus !== undefined && isArm(tree) ? cpus : undefined;
}

/** Told by a controller, a timer or the CPUs. */
const isArm = treeFact((tree: DeviceTree): boolean => {
  if (controllersOf(tree).length > 0 || timersOf(tree).length > 0) return true;
  const cpus = childOf(rootOf(tree), 'cpus');
  if (cpus === undefined) return false;
  return [...walk(cpus)].some((it) => compatiblesOf(tree, it).some((c) => c.startsWith('arm,')));
});
