/** `llc-colors`, and a Xen without cache colouring. */
import { isOff } from '../../model/board';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';

const board = { options: { LLC_COLORING: false } };
const line = 'llc-colors = "0-3";';
const colored = domainBoard(line);

export const llcNotBuilt = defineRule({
  id: 'xen/llc-not-built',
  severity: 'error',
  summary: 'A domain has llc-colors, and Xen is built without LLC_COLORING.',
  why: 'Such a Xen panics, whatever its command line says.',
  source: 'Xen include/xen/llc-coloring.h: domain_set_llc_colors_from_str',
  since: '4.20',
  requires: ['xen/llc-disabled'],
  reader: 'xen',
  examples: [
    {
      title: 'Not built',
      board,
      dts: mark(
        colored.replace('    chosen {', '$&\n        xen,xen-bootargs = "llc-coloring=on";'),
        line,
        'Xen is built without LLC_COLORING',
      ),
    },
    { title: 'All colours', board, dts: domainBoard('vpl011;') },
  ],
  each: eachDomain,
  checkEach({ node }, { board = {} }, report) {
    const property = node.node.properties.get('llc-colors');
    if (property === undefined || !isOff(board, 'LLC_COLORING')) return;
    report({
      at: property.at,
      node: node.path,
      message:
        'Xen is built without LLC_COLORING and panics over llc-colors: build it in, or remove llc-colors',
    });
  },
});
