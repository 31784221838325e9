/** The domains that something new may lead to, and what is free in them. */
import type { Domain } from '../../model/xen-late-pass';
import type { Site } from './site';

/** How many other domains an action is offered for. */
const mostPeers = 8;

/** The other domains, in their order. */
export function peersOf({ model }: Site, domain: Domain): readonly Domain[] {
  return model.domains.filter((it) => it.node.path !== domain.node.path).slice(0, mostPeers);
}
