/** The memory system of a guest on Armv8-R. */
import { readString } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';

const line = 'v8r_el1_msa = "mpu";';

export const v8rMsa = defineRule({
  id: 'xen/v8r-msa',
  severity: 'error',
  summary: 'v8r_el1_msa is not what this Xen takes.',
  why: 'A Xen without MPU panics over the property. One with it takes "mpu", which needs xen,static-mem and direct-map, and "mmu", and panics over anything else.',
  source: 'Xen arch/arm/dom0less-build.c: domu_dt_v8r_el1_msa_parse',
  since: '4.22',
  reader: 'xen',
  examples: [
    {
      title: 'A Xen for an MMU',
      board: { options: { MPU: false } },
      dts: mark(domainBoard(line), line, 'Xen is built without MPU'),
    },
    {
      title: 'A Xen for an MPU',
      board: { options: { MPU: true } },
      dts: domainBoard(`${line}\nxen,static-mem = <0x60000000 0x4000000>;\ndirect-map;`),
    },
  ],
  each: eachDomain,
  checkEach({ node, staticMem, isDirectMap }, { board = {}, tree }, report) {
    const property = node.node.properties.get('v8r_el1_msa');
    const isMpu = board.options?.MPU;
    if (property === undefined || isMpu === undefined) return;
    const reading = readString(tree, node, 'v8r_el1_msa');
    const value = reading.state === 'value' ? reading.value : undefined;
    const trouble = !isMpu
      ? 'Xen is built without MPU and panics over v8r_el1_msa: remove it'
      : value === 'mpu' && (staticMem === undefined || !isDirectMap)
        ? '"mpu" needs xen,static-mem and direct-map: Xen panics'
        : value === 'mpu' || value === 'mmu' || value === undefined
          ? undefined
          : `"${value}" is neither "mpu" nor "mmu": Xen panics`;
    if (trouble !== undefined) report({ at: property.at, node: node.path, message: trouble });
  },
});
