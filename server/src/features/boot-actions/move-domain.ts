/** Changing the order in which Xen builds domains: it numbers them as they stand in `/chosen`. */
import type { NodeRef } from '../../tree/node-ref';
import type { CodeAction } from '../code-action';
import { offer, type Site } from './site';

/** On a domain: it goes before the one that Xen builds before it, with all its lines. */
export function moveDomainActions(site: Site): readonly CodeAction[] {
  const { domain, model, node } = site;
  if (domain?.node.path !== node.path) return [];
  const before = model.domains.find((it) => it.id === domain.id - 1);
  if (before === undefined) return [];
  const own = onlyBlockOf(domain.node);
  const other = onlyBlockOf(before.node);
  if (own === undefined || other === undefined) return [];
  return offer(
    site,
    `Move ${node.node.name} before ${before.node.node.name}: Xen then builds it as domain ${before.id}`,
    { source: [{ kind: 'move-before', at: own, before: other }] },
  );
}

/** A domain that is written in one piece; several would have to be moved one by one. */
function onlyBlockOf({ node }: NodeRef) {
  const [only, ...others] = node.definitions;
  return others.length === 0 && only?.target.kind === 'name' ? only : undefined;
}
