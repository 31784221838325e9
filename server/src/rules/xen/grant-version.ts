/** A grant table version that Xen does not give. */
import { readU32 } from '../../model/xen-property';
import { optionOf } from '../../model/xen-command-line';
import type { PlatformModel } from '../../model/platform';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';
import { setValueFix } from '../make-fix';

export const grantVersion = defineRule({
  id: 'xen/grant-version',
  severity: 'error',
  summary: 'max_grant_version is a version that Xen does not have or does not allow.',
  why: "The low four bits count: 1, or 2 when Xen's command line has gnttab=max-ver:2 (the maximum is 1 on Arm). Xen refuses to create the domain otherwise and panics.",
  source: 'Xen common/grant_table.c: grant_table_init; dom0less-bindings.c',
  since: '4.18',
  requires: ['xen/u32-prop-two-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'A third version',
      dts: domainBoard(`
        max_grant_version = <3>;
      //^^^^^^^^^^^^^^^^^^^^^^^^ grant table version 3
      `),
      fixed: domainBoard('max_grant_version = <1>;'),
    },
    { title: 'The first version', dts: domainBoard('max_grant_version = <1>;') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree, model }, report) {
    const reading = readU32(tree, node, 'max_grant_version');
    if (reading.state !== 'value') return;
    const version = reading.value & 0xf;
    if (version === 1 || (version === 2 && isSecondAllowed(model))) return;
    const allowed = version === 2 ? '1, as the command line lacks gnttab=max-ver:2' : '1 and 2';
    report({
      at: reading.property.at,
      node: node.path,
      message: `grant table version ${version} is not to be had: Xen allows ${allowed}, and panics`,
      fixes: setValueFix(reading.property, '<1>'),
    });
  },
});

/** Unless the tree gives Xen a command line without it. */
function isSecondAllowed({ commandLine }: PlatformModel): boolean {
  if (commandLine === undefined) return true;
  return (optionOf(commandLine, 'gnttab') ?? '').split(',').includes('max-ver:2');
}
