/** The fix that gives an I2C or SPI bus its cells. */
import type { NodeRef } from '../../tree/node-ref';
import type { Fix, SourceEdit } from '../fix';
import { insertProperties, replaceValue } from '../source-edits';

/** Sets `#address-cells` to a number and `#size-cells` to 0, adding what is missing. */
export function stateBusCellsFixes({ node, path }: NodeRef, address: number): readonly Fix[] {
  const wanted = [
    ['#address-cells', address],
    ['#size-cells', 0],
  ] as const;
  const edits: (SourceEdit | undefined)[] = [];
  const missing: string[] = [];
  for (const [name, count] of wanted) {
    const property = node.properties.get(name);
    if (property === undefined) missing.push(`${name} = <${count}>;`);
    else edits.push(replaceValue(property, `<${count}>`));
  }
  if (missing.length > 0) edits.push(insertProperties(node, missing.join('\n')));
  const known = edits.flatMap((it) => it ?? []);
  if (known.length !== edits.length) return [];
  return [
    { title: `Set #address-cells = <${address}> and #size-cells = <0> in ${path}`, edits: known },
  ];
}
