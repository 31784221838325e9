/** A new domain in `/chosen`: what Xen wants of it, and a kernel in free memory. */
import type { CodeAction } from '../code-action';
import { freeDomainName, newDomainText } from '../move-module/new-domain';
import { newModule } from './add-module';
import { blockFor, childCells, nodeEdit } from './insert';
import { offer, type Site } from './site';

/** In `/chosen` itself, not in its children. */
export function addDomainActions(site: Site): readonly CodeAction[] {
  const { chosen } = site.model;
  if (chosen === undefined || site.node.path !== chosen.path) return [];
  const cells = childCells(site.tree, chosen) ?? { address: 2, size: 2 };
  const kernel = newModule(site, 'kernel', cells);
  if (kernel === undefined) return [];
  const name = freeDomainName(chosen);
  const module = `${kernel.lines.join('\n')}\n`;
  const text = newDomainText(name, cells, module, { base: '', step: '\t' });
  const lines = text.trimEnd().split('\n');
  const title = `Add a new domain ${name} with a kernel at ${kernel.place}`;
  return offer(site, title, { text: [nodeEdit(blockFor(site, chosen), lines)] });
}
