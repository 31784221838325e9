/** `status = "disabled"` does not switch anything of Xen's off: `/delete-node/` does. */
import { isReferredTo } from './references-below';
import type { CodeAction } from '../code-action';
import { findingsOf, offer, type Site } from './site';

/** Where a finding says that `status` is ignored: the node goes, with the property that was meant to switch it off. */
export function deleteDisabledActions(site: Site): readonly CodeAction[] {
  const diagnostics = findingsOf(site, ['xen/domain-status-ignored', 'xen/node-status-ignored']);
  const { node } = site;
  const definition = node.node.definitions.at(-1);
  const property = node.node.properties.get('status')?.definitions.at(-1);
  if (diagnostics.length === 0 || definition === undefined || property === undefined) return [];
  if (isReferredTo(site, node)) return [];
  const { target } = definition;
  if (target.kind === 'root') return [];
  const name =
    target.kind === 'name'
      ? target.text
      : target.form === 'path'
        ? `&{${target.text}}`
        : `&${target.text}`;
  return offer(
    site,
    `Delete ${node.node.name} by /delete-node/ instead`,
    {
      source: [
        { kind: 'remove', at: property },
        { kind: 'insert-line-after', at: definition, text: `/delete-node/ ${name};` },
      ],
    },
    { diagnostics },
  );
}
