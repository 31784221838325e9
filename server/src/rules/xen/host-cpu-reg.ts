/** A CPU that Xen leaves out. */
import { cpusOf } from '../../model/cpupool';
import { strictCells } from '../../memory/cells';
import type { DeviceTree } from '../../tree/dt-node';
import type { NodeRef } from '../../tree/node-ref';
import { cellsOf } from '../../tree/value';
import { defineRule } from '../rule';
import { mark } from './example-board';
import { cpu, hostBoard } from './example-host';
import { cpusOfHost } from './host-hardware';

/** The affinity fields of MPIDR_EL1 (Arm DDI 0487). */
const affinity = 0xff00ffffffn;

export const hostCpuReg = defineRule({
  id: 'xen/host-cpu-reg',
  severity: 'warning',
  summary: 'reg of a CPU is absent, too short, used twice, or no affinity.',
  why: 'Xen tells CPUs apart by the affinity fields of MPIDR_EL1, which reg holds. It prints a warning and does not start a CPU whose reg it cannot use.',
  source: 'Xen arch/arm/smpboot.c: dt_smp_init_cpus',
  reader: 'xen',
  examples: [
    {
      title: 'Twice the same',
      dts: mark(
        hostBoard({ cpus: `${cpu('0')}\n${cpu('1').replace('<0x1>', '<0x0>')}` }),
        'cpu@1',
        'has the reg of cpu@0',
      ),
    },
    {
      title: 'Another bit of the register',
      dts: mark(hostBoard({ cpus: cpu('80000000') }), 'cpu@80000000', 'is no affinity'),
    },
    { title: 'Two CPUs', dts: hostBoard({ cpus: `${cpu('0')}\n${cpu('1')}` }) },
  ],
  check(input, report) {
    const cpus = cpusOfHost(input);
    const count = cpus && strictCells(input.tree, cpus)?.address;
    if (count !== 1 && count !== 2) return;
    const seen = new Map<bigint, string>();
    for (const ref of cpusOf(input.tree)) {
      const { node, path } = ref;
      const reg = regOf(input.tree, ref, count);
      if (reg === 'unknown') continue;
      const earlier = typeof reg === 'bigint' ? seen.get(reg) : undefined;
      const trouble = earlier === undefined ? troubleWith(reg) : `has the reg of ${earlier}`;
      if (typeof reg === 'bigint') seen.set(reg, node.name);
      if (trouble === undefined) continue;
      report({
        at: node.at,
        node: path,
        message: `${node.name} ${trouble}: Xen does not start it`,
      });
    }
  },
});

function troubleWith(reg: bigint | 'absent' | 'short'): string | undefined {
  if (reg === 'absent') return 'has no reg';
  if (reg === 'short') return 'has a reg with fewer cells than #address-cells of /cpus';
  const isAffinity = (reg & ~affinity) === 0n;
  return isAffinity ? undefined : `has reg 0x${reg.toString(16)}, which is no affinity`;
}

/** The number; `unknown` when the source does not tell it. */
function regOf(
  tree: DeviceTree,
  { node }: NodeRef,
  count: number,
): bigint | 'absent' | 'short' | 'unknown' {
  const property = node.properties.get('reg');
  if (property === undefined) return 'absent';
  const values = cellsOf(tree, property)?.map((it) => it.value);
  if (values === undefined) return 'unknown';
  if (values.length < count) return 'short';
  let reg = 0n;
  for (const value of values.slice(0, count)) {
    if (value === undefined) return 'unknown';
    reg = (reg << 32n) | BigInt(value);
  }
  return reg;
}
