/** Colours for a domain, but colouring is off. */
import { coloringOf } from '../../model/llc-colors';
import { defineRule } from '../rule';
import { eachDomain } from '../xen-items';
import { domainBoard, mark } from './example-board';

const withLine = (text: string) =>
  domainBoard('llc-colors = "0-3";').replace(
    '    chosen {',
    `$&\n        xen,xen-bootargs = "${text}";`,
  );

export const llcDisabled = defineRule({
  id: 'xen/llc-disabled',
  severity: 'error',
  summary: "A domain has llc-colors, but Xen's command line does not turn colouring on.",
  why: 'Xen panics over llc-colors unless its command line has llc-coloring=on, or both llc-size and llc-nr-ways. The rule is silent when the tree gives Xen no command line.',
  source: 'Xen common/llc-coloring.c: llc_coloring_init; dom0less-bindings.c',
  since: '4.20',
  reader: 'xen',
  examples: [
    {
      title: 'The command line says nothing of it',
      dts: mark(withLine('console=dtuart'), 'llc-colors = "0-3";', 'lacks llc-coloring=on'),
    },
    { title: 'Colouring is on', dts: withLine('console=dtuart llc-coloring=on') },
  ],
  each: eachDomain,
  checkEach({ node }, { model }, report) {
    const property = node.node.properties.get('llc-colors');
    const coloring = property && coloringOf(model.commandLine);
    if (property === undefined || coloring === undefined || coloring.isOn) return;
    if (model.commandLine === undefined) return;
    report({
      at: property.at,
      node: node.path,
      message: `the command line of Xen lacks llc-coloring=on: Xen panics over llc-colors of ${node.node.name}`,
      related: [{ at: model.commandLine.property.at, message: 'the command line of Xen' }],
    });
  },
});
