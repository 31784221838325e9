/**
 * Properties of a node called `aliases` hold the path of a node (dtc checks.c check_alias_paths). dtc looks the
 * path up as it stands: the root itself does not count, and a path need not begin with a slash.
 */
import type { DeviceTree } from '../../tree/dt-node';
import { childOf, rootOf, type NodeRef } from '../../tree/node-ref';
import { bytesOf } from '../../tree/value';
import { defineRule } from '../rule';
import { renameProperty } from '../source-edits';
import { warningLevel } from './levels';

export const aliasPaths = defineRule({
  id: 'dtc/alias_paths',
  severity: warningLevel('alias_paths'),
  summary: 'An alias leads to no node, or has a name that aliases cannot have.',
  why: 'Firmware and `stdout-path` look nodes up by their alias; one that leads nowhere is lost. Names of aliases are lower-case letters, digits and hyphens.',
  source: 'dtc checks.c, check_alias_paths; Devicetree Specification 3.3',
  examples: [
    {
      title: 'a path that leads nowhere',
      dts: `
        / {
          aliases {
            serial0 = "/serial@0";
          //^^^^^^^^^^^^^^^^^^^^^^ "/serial@0" is no node
          };
        };`,
    },
    {
      title: 'an upper-case name',
      dts: `
        / {
          aliases {
            Serial0 = &uart;
          //^^^^^^^^^^^^^^^^ the name of an alias
          };
          uart: serial { };
        };`,
      fixed: `
        / {
          aliases {
            serial0 = &uart;
          };
          uart: serial { };
        };`,
    },
    { title: 'a node', dts: `/ { aliases { serial0 = &uart; }; uart: serial { }; };` },
  ],
  checkNode(at, { tree, isFragment }, report) {
    if (at.node.name !== 'aliases') return;
    for (const [name, property] of at.node.properties) {
      if (name === 'phandle' || name === 'linux,phandle' || name === 'name') continue;
      const bytes = bytesOf(tree, property);
      if (bytes === undefined) continue;
      const path = textUpToNul(bytes);
      if (bytes.length === 0 || !leadsToNode(tree, path)) {
        if (!isFragment)
          report({
            at: property.at,
            message: `"${path}" is no node: an alias holds the full path of one`,
          });
        continue;
      }
      if (/^[a-z0-9-]*$/.test(name)) continue;
      const better = name.toLowerCase().replace(/[^a-z0-9-]/g, '-');
      report({
        at: property.at,
        message: `"${name}" cannot be the name of an alias: use lower-case letters, digits and "-"`,
        fixes: [{ title: `Rename to "${better}"`, edits: renameProperty(property, better) }],
      });
    }
  },
});

function textUpToNul(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return String.fromCharCode(...bytes.subarray(0, end < 0 ? bytes.length : end).subarray(0, 4096));
}

/** As dtc walks a path: slashes are skipped, an empty rest is the node itself, but "/" has no first name to find. */
function leadsToNode(tree: DeviceTree, path: string): boolean {
  if (path === '') return true;
  const names = path.split('/').filter((it) => it !== '');
  if (names.length === 0) return false;
  let at: NodeRef | undefined = rootOf(tree);
  for (const name of names) at = at && childOf(at, name);
  return at !== undefined && !/[^/]\/\/+$/.test(path);
}
