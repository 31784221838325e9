/** A node name may hold letters, digits and `,._+-@` (dtc checks.c check_node_name_chars; DTSpec 2.2.1). */
import type { Finding } from '../rule';
import { defineRule } from '../rule';
import { renameNode } from '../source-edits';
import type { NodeRef } from '../../tree/node-ref';

const allowed = /^[A-Za-z0-9,._+\-@]*$/;
const notAllowed = /[^A-Za-z0-9,._+\-@]/;

export const nodeNameChars = defineRule({
  id: 'dtc/node_name_chars',
  severity: 'error',
  summary: 'A node name holds a character that node names cannot have.',
  why: 'dtc writes no blob. The lexer takes `*`, `#` and `?` for part of a name because property names may hold them, so the mistake shows only here.',
  source: 'dtc checks.c, check_node_name_chars; Devicetree Specification 2.2.1',
  examples: [
    {
      title: 'a hash in a node name',
      dts: `
        / {
          uart#1 { };
        //^^^^^^ "#" cannot be part of a node name
        };`,
      fixed: `
        / {
          uart-1 { };
        };`,
    },
    { title: 'every character that is allowed', dts: `/ { a,b.c_d+e-f { }; };` },
  ],
  checkNode(at, _input, report) {
    if (!isNodeName(at.node.name)) report(finding(at));
  },
});

/** Whether dtc takes the characters of a node name. */
export function isNodeName(name: string): boolean {
  return allowed.test(name);
}

function finding({ node }: NodeRef): Finding {
  const bad = notAllowed.exec(node.name)?.[0] ?? '';
  const edits = renameNode(node, node.name.replace(new RegExp(notAllowed, 'g'), '-'));
  return {
    at: node.at,
    message: `"${bad}" cannot be part of a node name: use letters, digits and , . _ + -`,
    ...(edits && { fixes: [{ title: `Replace "${bad}" by "-"`, edits }] }),
  };
}
