/** Both ends of an event channel between a domain and another, or dom0. */
import type { Domain } from '../../model/xen-late-pass';
import { setValue } from '../../rules/make-fix';
import type { SourceEdit } from '../../rules/fix';
import { hasHardwareDomain } from '../../rules/xen/evtchn-ends';
import type { NodeRef } from '../../tree/node-ref';
import { nodesByLabel } from '../../tree/references';
import type { CodeAction } from '../code-action';
import { blockFor, freeName, nodeEdit, numbered, propertyEdits } from './insert';
import { peersOf } from './peers';
import { offer, type Change, type PlacedEdit, type Site } from './site';

interface End {
  /** `domU1`, `dom0` */
  readonly name: string;
  readonly node: NodeRef;
  readonly domain?: Domain;
}

/** In a domain: one action for each other domain, and one for dom0 where there is one. */
export function eventChannelActions(site: Site): readonly CodeAction[] {
  const { domain, model } = site;
  if (domain === undefined || domain.node.path !== site.node.path) return [];
  const ends = peersOf(site, domain).map(endOf);
  const dom0 = model.dom0 && hasHardwareDomain(model) && model.chosen;
  if (dom0) ends.push({ name: 'dom0', node: dom0 });
  return ends.flatMap((it) =>
    offer(
      site,
      `Add an event channel between ${domain.node.node.name} and ${it.name}`,
      channelBetween(site, endOf(domain), it),
    ),
  );
}

function endOf(domain: Domain): End {
  return { name: domain.node.node.name, node: domain.node, domain };
}

function channelBetween(site: Site, near: End, far: End): Change {
  const isTaken = (it: string) => nodesByLabel.has(site.tree, it);
  const [here, there] = [near.name, far.name].map((it) => it.replace(/[^A-Za-z0-9_]/g, '_'));
  const nearLabel = numbered(`evtchn_${here ?? ''}_${there ?? ''}`, '_', isTaken);
  const farLabel = numbered(`evtchn_${there ?? ''}_${here ?? ''}`, '_', isTaken);
  return {
    source: [...enhancedEdits(near), ...enhancedEdits(far)],
    text: [
      ...endEdits(site, near, { label: nearLabel, remote: farLabel, towards: far.name }),
      ...endEdits(site, far, { label: farLabel, remote: nearLabel, towards: near.name }),
    ],
  };
}

interface Link {
  readonly label: string;
  readonly remote: string;
  readonly towards: string;
}

function endEdits(
  site: Site,
  { node, domain }: End,
  link: Link,
): readonly (PlacedEdit | undefined)[] {
  const block = blockFor(site, node);
  const needsEnhanced =
    isUntold(domain) && domain?.node.node.properties.has('xen,enhanced') === false;
  const name = freeName(node, `evtchn-to-${link.towards.replace(/@/g, '-')}`);
  const lines = [
    `${link.label}: ${name} {`,
    '\tcompatible = "xen,evtchn-v1";',
    `\txen,evtchn = <0x${freePort(site, domain).toString(16)} &${link.remote}>;`,
    '};',
  ];
  return [
    ...propertyEdits(block, needsEnhanced ? ['xen,enhanced = "no-xenstore";'] : []),
    nodeEdit(block, lines),
  ];
}

/** Without `xen,enhanced` a guest does not know of its channels (Xen docs/misc/arm/device-tree/booting.txt). */
function isUntold(domain: Domain | undefined): boolean {
  return domain?.enhanced === 'off' && !domain.capabilities.isHardware;
}

function enhancedEdits({ domain }: End): readonly (SourceEdit | undefined)[] {
  const property = domain?.node.node.properties.get('xen,enhanced');
  return isUntold(domain) && property ? [setValue(property, '"no-xenstore"')] : [];
}

/** The low ports are left to what Xen and xenstore allocate themselves. */
const firstPort = 10;

function freePort({ model }: Site, domain: Domain | undefined): number {
  const taken = new Set(
    model.eventChannels
      .filter((it) => it.domain?.node.path === domain?.node.path)
      .map((it) => it.port?.value),
  );
  let port = firstPort;
  while (taken.has(port)) port++;
  return port;
}
