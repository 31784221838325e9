/** `stdout-path` of /chosen names no node. */
import { childOf, nodeAt, rootOf, type NodeRef } from '../../tree/node-ref';
import type { DeviceTree } from '../../tree/dt-node';
import { firstString } from '../../tree/value';
import { defineRule } from '../rule';
import { nearestName } from '../nearest-name';
import { setStringsFix } from '../make-fix';

export const stdoutPath = defineRule({
  id: 'boot/stdout-path',
  severity: 'warning',
  summary: 'stdout-path names neither a node nor an alias.',
  why: 'Xen, Linux and boot loaders then have no console unless a command line names one: the boot is silent.',
  source: 'Devicetree Specification 3.6: chosen; Xen drivers/char/uart-init.c: dt_uart_init',
  examples: [
    {
      title: 'An alias that does not exist',
      dts: `/dts-v1/;
/ {
    aliases { serial0 = "/serial@9000000"; };
    chosen { stdout-path = "serial1:115200n8"; };
           //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ there is no alias "serial1"
    serial@9000000 { };
};
`,
      fixed: `/dts-v1/;
/ {
    aliases { serial0 = "/serial@9000000"; };
    chosen { stdout-path = "serial0:115200n8"; };
    serial@9000000 { };
};
`,
    },
    {
      title: 'An alias with options',
      dts: `/dts-v1/;
/ {
    aliases { serial0 = "/serial@9000000"; };
    chosen { stdout-path = "serial0:115200n8"; };
    serial@9000000 { };
};
`,
    },
  ],
  check({ tree, isFragment }, report) {
    const chosen = childOf(rootOf(tree), 'chosen');
    const property = chosen?.node.properties.get('stdout-path');
    const text = firstString(tree, property);
    if (isFragment || chosen === undefined || property === undefined || text === undefined) return;
    const [name = '', ...options] = text.split(':');
    const problem = whatIsMissing(tree, name);
    if (problem === undefined) return;
    const { message, meant } = problem;
    report({
      at: property.at,
      node: chosen.path,
      message,
      fixes:
        meant === undefined
          ? []
          : setStringsFix(`Change "${name}" to "${meant}"`, property, [
              [meant, ...options].join(':'),
            ]),
    });
  },
});

function whatIsMissing(
  tree: DeviceTree,
  name: string,
): { readonly message: string; readonly meant?: string } | undefined {
  if (name === '') return { message: 'stdout-path is empty' };
  if (name.startsWith('/'))
    return nodeAt(tree, name) ? undefined : { message: `stdout-path: there is no node ${name}` };
  const aliases = childOf(rootOf(tree), 'aliases');
  const [alias = '', ...rest] = name.split('/');
  const path = aliasTarget(tree, aliases, alias);
  if (path === undefined) {
    const meant = nearestName(alias, aliases?.node.properties.keys() ?? []);
    const hint = meant === undefined ? '' : `, did you mean "${meant}"?`;
    return {
      message: `stdout-path: there is no alias "${alias}"${hint}`,
      ...(meant !== undefined && { meant: [meant, ...rest].join('/') }),
    };
  }
  const full = [path, ...rest].join('/');
  return nodeAt(tree, full)
    ? undefined
    : { message: `stdout-path: "${alias}" leads to ${full}, which does not exist` };
}

/** The path that an alias stands for; an alias whose value cannot be told counts as sound. */
function aliasTarget(
  tree: DeviceTree,
  aliases: NodeRef | undefined,
  alias: string,
): string | undefined {
  const property = aliases?.node.properties.get(alias);
  return property && (firstString(tree, property) ?? '/');
}
