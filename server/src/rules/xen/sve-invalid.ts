/** A vector length that is no SVE length, or SVE on CPUs without it. */
import { cpusOf } from '../../model/cpupool';
import { readU32 } from '../../model/xen-property';
import type { DeviceTree } from '../../tree/dt-node';
import { compatiblesOf } from '../../model/node-compatibles';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

/** Architectural limit in bits. */
const longest = 2048;

export const sveInvalid = defineRule({
  id: 'xen/sve-invalid',
  severity: 'error',
  summary: 'sve is no vector length that the CPUs can have.',
  why: 'The length is given in bits, a multiple of 128 up to 2048 and up to what the CPUs have; 0 is off, an empty property means the longest. Xen panics over anything else, and over any length on CPUs without SVE. What the source does not show: a 32-bit kernel panics with any length, and on CPUs without 32-bit guests in any case.',
  source:
    'Xen arch/arm/arm64/sve.c: sve_domctl_vl_param; arch/arm/domain.c: arch_sanitise_domain_config',
  since: '4.18',
  requires: ['xen/u32-prop-two-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'No multiple of 128',
      dts: domainBoard(`
        sve = <100>;
      //^^^^^^^^^^^^ not a multiple of 128
      `),
    },
    {
      title: 'A Cortex-A57 has no SVE',
      dts: domainBoard(
        `
        sve = <128>;
      //^^^^^^^^^^^^ the CPUs of the board (arm,cortex-a57) have no SVE
      `,
        { elsewhere: 'cpus { cpu { device_type = "cpu"; compatible = "arm,cortex-a57"; }; };' },
      ),
    },
    { title: 'The shortest vector', dts: domainBoard('sve = <128>;') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree }, report) {
    const reading = readU32(tree, node, 'sve');
    if (reading.state !== 'value') return;
    const problem = judge(tree, reading.value);
    if (problem === undefined) return;
    report({
      at: reading.property.at,
      node: node.path,
      message: `sve is ${reading.value}, ${problem}: Xen panics`,
    });
  },
});

function judge(tree: DeviceTree, bits: number): string | undefined {
  if (bits === 0 || bits >= 2 ** 31) return undefined;
  if (bits % 128 !== 0) return 'not a multiple of 128';
  if (bits > longest) return `above ${longest}`;
  const cpus = cpusOf(tree).map((it) => compatiblesOf(tree, it)[0] ?? '');
  const hasNone = cpus.length > 0 && cpus.every((it) => withoutSve.has(it));
  return hasNone
    ? `but the CPUs of the board (${[...new Set(cpus)].join(', ')}) have no SVE`
    : undefined;
}

/** Cores of which Arm's manuals say that they do not implement SVE. */
const withoutSve = new Set(
  [
    ...[
      'a32',
      'a34',
      'a35',
      'a53',
      'a55',
      'a57',
      'a65',
      'a65ae',
      'a72',
      'a73',
      'a75',
      'a76',
      'a76ae',
    ],
    ...['a77', 'a78', 'a78ae', 'a78c', 'x1', 'x1c'],
  ]
    .map((it) => `arm,cortex-${it}`)
    .concat('arm,neoverse-e1', 'arm,neoverse-n1'),
);
