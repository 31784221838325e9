/** Numbers of grant frames that Xen refuses. */
import { readU32 } from '../../model/xen-property';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard } from './example-board';

const names = ['max_grant_frames', 'max_maptrack_frames'] as const;
const most = 0x7fffffff;

export const grantFramesRange = defineRule({
  id: 'xen/grant-frames-range',
  severity: 'error',
  summary: 'max_grant_frames is 0, or it or max_maptrack_frames is above 0x7fffffff.',
  why: 'Xen takes the numbers as signed and refuses to create a domain without grant frames: it panics.',
  source: 'Xen common/device-tree/dom0less-bindings.c; common/grant_table.c: grant_table_init',
  since: '4.18',
  requires: ['xen/u32-prop-two-cells'],
  reader: 'xen',
  examples: [
    {
      title: 'No grant frame',
      dts: domainBoard(`
        max_grant_frames = <0>;
      //^^^^^^^^^^^^^^^^^^^^^^^ max_grant_frames is 0
      `),
    },
    { title: 'No maptrack frame', dts: domainBoard('max_maptrack_frames = <0>;') },
  ],
  each: eachDomain,
  checkEach({ node }, { tree }, report) {
    for (const name of names) {
      const reading = readU32(tree, node, name);
      if (reading.state !== 'value') continue;
      const isTooSmall = reading.value === 0 && name === 'max_grant_frames';
      if (!isTooSmall && reading.value <= most) continue;
      report({
        at: reading.property.at,
        node: node.path,
        message: `${name} is ${reading.value}, expected ${name === 'max_grant_frames' ? 1 : 0} to 0x7fffffff: Xen panics`,
      });
    }
  },
});
