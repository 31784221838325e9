/** Reads a DTB into the shape that validation takes. For trusted test input: nothing is checked. */
import type { BindingNode } from '../../server/src/bindings/binding-node';

const beginNode = 1;
const endNode = 2;
const property = 3;
const nop = 4;

export function readDtb(blob: Uint8Array): BindingNode {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const strings = view.getUint32(12);
  let at = view.getUint32(8);
  const word = (): number => {
    at += 4;
    return view.getUint32(at - 4);
  };
  const text = (from: number): string =>
    new TextDecoder().decode(blob.subarray(from, blob.indexOf(0, from)));
  const node = (): BindingNode => {
    const name = text(at);
    at = (at + name.length + 4) & ~3;
    const properties = new Map<string, Uint8Array>();
    const children: BindingNode[] = [];
    for (let token = word(); token !== endNode; token = word()) {
      if (token === beginNode) children.push(node());
      else if (token === property) {
        const length = word();
        properties.set(text(strings + word()), blob.subarray(at, at + length));
        at = (at + length + 3) & ~3;
      } else if (token !== nop) throw new Error(`token ${token} at ${at}`);
    }
    return { name, properties, children };
  };
  if (word() !== beginNode) throw new Error('no root');
  return node();
}
