/** A guest's device is none of the board's. */
import { defineRule } from '../rule';
import { guestDevicesOf } from './guest-devices';

export const pdtbXenPathUnknown = defineRule({
  id: 'xen/pdtb-xen-path-unknown',
  severity: 'error',
  summary: 'xen,path names no node of the board.',
  why: 'Xen looks the path up in the tree of the board, in full and letter by letter, unit addresses included. It finds no node and panics. The rule needs the board: "guests" of its entry in .dts-chosen.json.',
  source: 'Xen common/device-tree/dom0less-build.c: handle_passthrough_prop',
  since: '4.13',
  reader: 'xen',
  examples: [],
  check(input, report) {
    if (input.isFragment) return;
    for (const { node, path, host, board } of guestDevicesOf(input))
      if (path !== undefined && host !== undefined && board === undefined)
        report({
          at: path.at,
          node: node.path,
          message: `the board has no node ${host}: Xen panics; give the full path with unit addresses`,
        });
  },
});
