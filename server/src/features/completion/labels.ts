/**
 * Labels behind `&`. In a value the nodes that the property is meant for come first, told by what such a node must
 * have (Devicetree Specification 2.4 and 3; Linux Documentation/devicetree/bindings for the provider properties).
 */
import { textBetween } from '../../lexer/source-file';
import type { NodeRef } from '../../tree/node-ref';
import { labelsOf } from '../../tree/references';
import { compatiblesOf } from '../../tree/value';
import { innermost } from '../syntax-path';
import type { CompletionItem } from './completion-item';
import { sortKey, type InputOf } from './completion-input';
import { lineBefore } from './cursor-state';

/** Which property a node must have to be what another one's property names. */
const providers: ReadonlyMap<string, string> = new Map([
  ['interrupt-parent', 'interrupt-controller'],
  ['interrupts-extended', 'interrupt-controller'],
  ['clocks', '#clock-cells'],
  ['assigned-clocks', '#clock-cells'],
  ['resets', '#reset-cells'],
  ['power-domains', '#power-domain-cells'],
  ['dmas', '#dma-cells'],
  ['iommus', '#iommu-cells'],
  ['phys', '#phy-cells'],
  ['mboxes', '#mbox-cells'],
  ['pwms', '#pwm-cells'],
]);

/** Every label of the tree. */
export function labelItems({ position, state }: InputOf<'label'>): readonly CompletionItem[] {
  const { tree } = position.analysis;
  const property = innermost(position.path, 'property')?.name.text ?? propertyOnLine(position);
  const isBlock =
    state.isStatement &&
    opensBlock(textBetween(position.file, state.range.end, state.range.end + 200));
  return [...labelsOf(tree)].map(([label, node]): CompletionItem => {
    const rank = property !== undefined && isMeantFor(property, node, tree) ? 0 : 1;
    const compatibles = compatiblesOf(tree, node).map((it) => `\`${it}\``);
    return {
      label,
      kind: 'label',
      detail: node.path,
      ...(compatibles.length > 0 && { documentation: compatibles.join(', ') }),
      edit: isBlock
        ? { range: state.range, newText: `${label} {\n\t\n};`, cursor: label.length + 4 }
        : { range: state.range, newText: label },
      filterText: label,
      sortText: `${sortKey(rank)}${label}`,
    };
  });
}

type Tree = InputOf<'label'>['position']['analysis']['tree'];

function isMeantFor(property: string, node: NodeRef, tree: Tree): boolean {
  const needed = providers.get(property);
  if (needed !== undefined) return node.node.properties.has(needed);
  if (property === 'cpupool-cpus' || property === 'cpu' || property === 'interrupt-affinity')
    return node.parent?.path === '/cpus';
  if (property === 'memory-region') return node.parent?.path === '/reserved-memory';
  if (property === 'xen,evtchn') return compatiblesOf(tree, node).includes('xen,evtchn-v1');
  if (property.endsWith('-supply')) return node.node.properties.has('regulator-name');
  return property.endsWith('-gpios') && node.node.properties.has('gpio-controller');
}

/** The property that a half-typed line gives a value to. */
function propertyOnLine({ file, offset }: InputOf<'label'>['position']): string | undefined {
  return /([\w,.+?#-]+)\s*=[^;]*$/.exec(lineBefore(file, offset))?.[1];
}

/** Nothing but blanks follows on the line: the user is about to write a block. */
function opensBlock(behind: string): boolean {
  return /^[ \t]*(\r?\n|$)/.test(behind);
}
